import { expect } from "chai";
import { canonicalJson } from "../../../src/primitives/canonical-json.ts";
import { sha256Hex } from "../../../src/primitives/hash.ts";
import { shardPath } from "../../../src/merkle/proof-shard.ts";
import { decodeShard } from "../../../src/merkle/shard-file.ts";
import { proveFromShard } from "../../../src/merkle/prove-from-shard.ts";
import { eachLeaf } from "../../../src/merkle/reward-leaves.ts";
import { bundleFiles, bundleFolder, manifestOf } from "../../../src/rewards/bundle.ts";
import { decodeLeaves } from "../../../src/rewards/leaves-file.ts";
import { exampleResults, repeat32 } from "./example-epochs.ts";

const [, second] = exampleResults();
const files = new Map([...bundleFiles(second)].map(({ path, bytes }) => [path, bytes]));

describe("bundle", () => {
  it("is named by its epoch and the hash of its inputs", () => {
    expect(bundleFolder(2, repeat32("ab"))).to.equal(`epochs/2/${"ab".repeat(32)}`);
  });

  it("consists of score files, ledger, leaves, shards and the manifest, in this order", () => {
    expect([...files.keys()]).to.deep.equal([
      "scores/0x1111111111111111111111111111111111111111.bin",
      "scores/0x4444444444444444444444444444444444444444.bin",
      "scores/0x2222222222222222222222222222222222222222.bin",
      "ledger.bin",
      "leaves.bin",
      "shards/0000.bin",
      "manifest.json",
    ]);
  });

  it("holds the score files as they were revealed", () => {
    for (const { validator, hash } of second.document.scoreFiles) {
      expect(sha256Hex(files.get(`scores/${validator}.bin`)!)).to.equal(hash);
    }
  });

  it("holds the leaves that hash to artifactHash, and the ledger that they name", () => {
    const bytes = files.get("leaves.bin")!;
    expect(sha256Hex(bytes)).to.equal(second.report.artifactHash);
    const { header, leaves } = decodeLeaves(bytes);
    expect(leaves).to.deep.equal(second.tree.leaves);
    expect(sha256Hex(files.get("ledger.bin")!)).to.equal(header.ledgerHash);
  });

  it("proves every account from its shard", () => {
    for (const leaf of eachLeaf(second.tree.leaves)) {
      const shard = decodeShard(files.get(shardPath(leaf.account, second.report.leafCount))!);
      expect(proveFromShard(shard, leaf.account, second.report.root).leaf).to.deep.equal(leaf);
    }
  });

  it("holds a manifest with the hashed inputs and the report in it", () => {
    const text = Buffer.from(files.get("manifest.json")!).toString();
    const manifest = JSON.parse(text) as Record<string, never>;
    expect(text).to.equal(canonicalJson(manifestOf(second)));
    expect(sha256Hex(Buffer.from(canonicalJson(manifest.inputs!)))).to.equal(second.report.inputsHash);
    expect(canonicalJson(manifest.report!)).to.equal(canonicalJson(second.report));
    expect(Object.keys(manifest)).to.deep.equal(["format", "inputs", "report", "totals"]);
  });
});
