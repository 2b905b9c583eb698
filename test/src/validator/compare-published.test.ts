import { expect } from "chai";
import { packLeaves, type RewardLeaf } from "../../../src/merkle/reward-leaves.ts";
import { canonicalJsonBytes } from "../../../src/primitives/canonical-json.ts";
import { RetryableError } from "../../../src/primitives/errors.ts";
import { bundleFiles, manifestOf } from "../../../src/rewards/bundle.ts";
import { decodeLeaves, encodeLeaves } from "../../../src/rewards/leaves-file.ts";
import { comparePublished } from "../../../src/validator/compare-published.ts";
import { eachLeaf } from "../../../src/merkle/reward-leaves.ts";
import { memorySource } from "../../helpers/memory-source.ts";
import { rejection } from "../../helpers/rejected-code.ts";
import { alice, exampleResults, repeat20 } from "../rewards/example-epochs.ts";

const [, own] = exampleResults();
const published = new Map([...bundleFiles(own)].map(({ path, bytes }) => [`there/${path}`, bytes]));
const withFile = (name: string, bytes: Uint8Array): Map<string, Uint8Array> =>
  new Map(published).set(`there/${name}`, bytes);
const without = (name: string): Map<string, Uint8Array> =>
  new Map([...published].filter(([path]) => path !== `there/${name}`));
const compare = (files: ReadonlyMap<string, Uint8Array>) => comparePublished(memorySource(files), "there", own);
const leavesWith = (change: (leaves: RewardLeaf[]) => RewardLeaf[]): Uint8Array =>
  encodeLeaves(decodeLeaves(own.leavesFile).header, packLeaves(change([...eachLeaf(own.tree.leaves)])));

describe("comparing a published bundle with one's own", () => {
  it("finds nothing in the same one, and nothing where there is none", async () => {
    expect(await compare(published)).to.equal(null);
    expect(await compare(new Map())).to.equal(null);
    expect(await compare(without("manifest.json"))).to.equal(null);
  });

  it("names the fields of the report that differ", async () => {
    const manifest = canonicalJsonBytes(manifestOf({ ...own, report: { ...own.report, leafCount: 7 } }));

    expect(await compare(withFile("manifest.json", manifest))).to.deep.equal({
      files: ["manifest.json"],
      fields: [{ field: "leafCount", own: "6", other: "7" }],
      leaves: null,
    });
  });

  it("counts the leaves that differ and shows the first of them", async () => {
    const file = leavesWith((leaves) => leaves.map((leaf, i) => (i < 3 ? leaf : { ...leaf, cumulativeWei: 7n })));

    const difference = await compare(withFile("leaves.bin", file));

    expect(difference?.files).to.deep.equal(["leaves.bin"]);
    expect(difference?.leaves).to.deep.equal({
      count: 3,
      account: alice,
      ownWei: 626_566_725_318_131_790_530_438n,
      publishedWei: 7n,
    });
  });

  it("counts accounts that only one of the two has", async () => {
    const added = { account: repeat20("00"), cumulativeWei: 5n };
    const more = await compare(
      withFile(
        "leaves.bin",
        leavesWith((leaves) => [added, ...leaves]),
      ),
    );
    const fewer = await compare(
      withFile(
        "leaves.bin",
        leavesWith((leaves) => leaves.slice(0, 4)),
      ),
    );

    expect(more?.leaves).to.deep.equal({ count: 1, account: repeat20("00"), ownWei: null, publishedWei: 5n });
    expect(fewer?.leaves).to.include({ count: 2, publishedWei: null });
  });

  it("names files that are missing, too long or of another kind", async () => {
    const names = ["leaves.bin", "ledger.bin"];
    for (const name of names) {
      const cases = [without(name), withFile(name, new Uint8Array(9)), withFile(name, new Uint8Array(1_000_000))];
      for (const files of cases) expect((await compare(files))?.files).to.deep.equal([name]);
    }
    for (const text of ["", "{", "null", "[]", '{"report":null}', '{"report":[1]}', "x".repeat(2 ** 20 + 1)]) {
      const difference = await compare(withFile("manifest.json", new TextEncoder().encode(text)));
      expect(difference?.files, text.slice(0, 20)).to.deep.equal(["manifest.json"]);
      expect(difference?.fields).to.have.length(8);
    }
  });

  it("names a manifest that says the same of the report in other bytes", async () => {
    const spaced = new TextEncoder().encode(`${new TextDecoder().decode(published.get("there/manifest.json"))} `);
    expect(await compare(withFile("manifest.json", spaced))).to.deep.equal({
      files: ["manifest.json"],
      fields: [],
      leaves: null,
    });
  });

  it("does not take a host that does not answer for a missing bundle", async () => {
    const failure = new RetryableError("STORAGE_HOST_UNREACHABLE", "no connection");
    const source = { ...memorySource(published), read: () => Promise.reject(failure) };
    expect(await rejection(() => comparePublished(source, "there", own))).to.equal(failure);
  });
});
