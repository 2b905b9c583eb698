import { expect } from "chai";
import { canonicalJson } from "../../../src/primitives/canonical-json.ts";
import { sha256Hex } from "../../../src/primitives/hash.ts";
import { decodeShard } from "../../../src/merkle/shard-file.ts";
import { proveFromShard } from "../../../src/merkle/prove-from-shard.ts";
import { eachLeaf } from "../../../src/merkle/reward-leaves.ts";
import { bundleFiles, bundleFolder, manifestOf } from "../../../src/rewards/bundle.ts";
import { decodeLeaves } from "../../../src/rewards/leaves-file.ts";
import { exampleResults } from "./example-epochs.ts";

const [, second] = exampleResults();
const files = new Map([...bundleFiles(second)].map(({ path, bytes }) => [path, bytes]));

describe("bundle", () => {
  it("consists of score files, leaves, one shard per prefix and the manifest, in this order", () => {
    expect(bundleFolder(2)).to.equal("epochs/2");
    expect([...files.keys()]).to.deep.equal([
      "epochs/2/scores/0x1111111111111111111111111111111111111111.json",
      "epochs/2/scores/0x4444444444444444444444444444444444444444.json",
      "epochs/2/scores/0x2222222222222222222222222222222222222222.json",
      "epochs/2/leaves.bin",
      "epochs/2/shards/111.bin",
      "epochs/2/shards/222.bin",
      "epochs/2/shards/444.bin",
      "epochs/2/shards/a11.bin",
      "epochs/2/shards/b0b.bin",
      "epochs/2/shards/ca4.bin",
      "epochs/2/manifest.json",
    ]);
  });

  it("holds the score files as they were revealed", () => {
    for (const { validator, hash } of second.document.scoreFiles) {
      expect(sha256Hex(files.get(`epochs/2/scores/${validator}.json`)!)).to.equal(hash);
    }
  });

  it("holds the leaves that hash to artifactHash", () => {
    const bytes = files.get("epochs/2/leaves.bin")!;
    expect(sha256Hex(bytes)).to.equal(second.report.artifactHash);
    expect(decodeLeaves(bytes).leaves).to.deep.equal(second.tree.leaves);
  });

  it("proves every account from its shard", () => {
    for (const leaf of eachLeaf(second.tree.leaves)) {
      const shard = decodeShard(files.get(`epochs/2/shards/${leaf.account.slice(2, 5)}.bin`)!);
      expect(proveFromShard(shard, leaf.account, second.report.root).leaf).to.deep.equal(leaf);
    }
  });

  it("holds a manifest with the hashed inputs and the report in it", () => {
    const text = Buffer.from(files.get("epochs/2/manifest.json")!).toString();
    const manifest = JSON.parse(text) as Record<string, never>;
    expect(text).to.equal(canonicalJson(manifestOf(second)));
    expect(sha256Hex(Buffer.from(canonicalJson(manifest.inputs!)))).to.equal(second.report.inputsHash);
    expect(canonicalJson(manifest.report!)).to.equal(canonicalJson(second.report));
    expect(Object.keys(manifest)).to.deep.equal(["counted", "format", "inputs", "report", "totals"]);
  });
});
