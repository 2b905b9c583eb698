import { expect } from "chai";
import { toHex32 } from "../../../src/primitives/identifiers.ts";
import { createNoveltyLedger } from "../../../src/scoring/novelty.ts";
import { noveltyInMemory } from "../../../src/scoring/novelty-source.ts";
import type { MeasuredArchive } from "../../../src/scoring/settle-archive.ts";

const cluster = toHex32(`0x${"c".repeat(64)}`);
const archive: MeasuredArchive = {
  ...{ measures: [], cluster, tier: "selfDeclared" },
  bonus: { feedback: 0, metadata: 0, breadth: 0, total: 0 } as unknown as MeasuredArchive["bonus"],
};

describe("noveltyInMemory", () => {
  it("shows what was added, to every archive", async () => {
    const source = noveltyInMemory(createNoveltyLedger());
    source.add({ fingerprints: [5], cluster, days: [{ day: 3, base: 2, paid: 1 }] });
    const { fingerprints, credits } = await source.viewFor(archive);

    expect([fingerprints.has(5), fingerprints.has(6)]).to.deep.equal([true, false]);
    expect(credits.get(cluster)?.get(3)).to.deep.equal({ base: 2, paid: 1 });
  });
});
