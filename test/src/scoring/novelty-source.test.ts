import { expect } from "chai";
import { createNoveltyLedger } from "../../../src/scoring/novelty.ts";
import { noveltyInMemory } from "../../../src/scoring/novelty-source.ts";
import { toHex32 } from "../../../src/primitives/identifiers.ts";

describe("noveltyInMemory", () => {
  it("shows its ledger, and what was added since", async () => {
    const cluster = toHex32(`0x${"ab".repeat(32)}`);
    const source = noveltyInMemory(createNoveltyLedger());
    const bonus = { feedback: 0, metadata: 0, breadth: 0, total: 0 };
    const archive = { measures: [], cluster, bonus, tier: "selfDeclared" as const };
    expect((await source.viewFor(archive)).fingerprints.has(1)).to.equal(false);
    source.add({ fingerprints: [1], cluster, days: [{ day: 3, base: 2, paid: 1 }] });
    const view = await source.viewFor(archive);
    expect(view.fingerprints.has(1)).to.equal(true);
    expect(view.credits.get(cluster)).to.deep.equal(new Map([[3, { base: 2, paid: 1 }]]));
  });
});
