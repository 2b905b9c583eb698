import { expect } from "chai";
import { readFileSync } from "node:fs";
import { canonicalJson } from "../../../src/primitives/canonical-json.ts";
import { bytesToHex } from "../../../src/primitives/bytes.ts";
import { sha256Hex } from "../../../src/primitives/hash.ts";
import { eachLeaf } from "../../../src/merkle/reward-leaves.ts";
import { proof } from "../../../src/merkle/tree.ts";
import { leafHash } from "../../../src/merkle/verify-proof.ts";
import { bundleFiles } from "../../../src/rewards/bundle.ts";
import { eachEntry } from "../../../src/rewards/ledger.ts";
import type { EpochResult } from "../../../src/rewards/epoch-result.ts";
import { alice, bob, carol, exampleResults, GPT } from "./example-epochs.ts";

const repository = new URL("../../../", import.meta.url);
const results = exampleResults();
const [first, second] = results;

/** What test/vectors/rewards-v1.json says about an epoch, in the same shape. */
function vectorOf(result: EpochResult) {
  const { chainId, contracts, epoch } = result.document;
  const files = [...bundleFiles(result)].map(({ path, bytes }) => [path, sha256Hex(bytes)]);
  return {
    chainId,
    distributor: contracts.distributor,
    epoch,
    report: result.report,
    leaves: [...eachLeaf(result.tree.leaves)].map((leaf, index) => ({
      account: leaf.account,
      cumulative: leaf.cumulativeWei,
      leafHash: leafHash(leaf),
      proof: proof(result.tree, index),
    })),
    leavesFile: bytesToHex(result.leavesFile),
    ledgerFile: bytesToHex(result.ledgerFile),
    sha256: Object.fromEntries(files) as Record<string, string>,
  };
}

describe("the worked example", () => {
  it("gives the golden vectors, which never change", () => {
    const golden = JSON.parse(readFileSync(new URL("test/vectors/rewards-v1.json", repository), "utf8")) as unknown;
    const calculated = { format: "rewards-vectors-v1", epochs: results.map(vectorOf) };
    expect(JSON.parse(canonicalJson(calculated))).to.deep.equal(golden);
  });

  it("pays the amounts that docs/rewards.md explains for epoch 1", () => {
    expect(first.allocation.emissionCapWei).to.equal(600_000n * GPT);
    expect(first.allocation.points).to.equal(320_000n);
    expect(first.allocation.contributorPoolWei).to.equal(320_000n * GPT);
    expect([...eachLeaf(first.tree.leaves)]).to.deep.equal([
      { account: alice, cumulativeWei: 120_000n * GPT },
      { account: bob, cumulativeWei: 200_000n * GPT },
    ]);
  });

  it("pays the amounts that docs/rewards.md explains for epoch 2", () => {
    const { increases, ...pools } = second.allocation;
    expect(pools).to.deep.equal({
      points: 750_001n,
      emissionCapWei: 596_800n * GPT,
      validatorPoolWei: 29_840n * GPT,
      contributorPoolWei: 566_960n * GPT,
      revenue: [
        { purpose: 2, amountWei: 1_000n * GPT, paidWei: 1_000n * GPT },
        { purpose: 6, amountWei: 500n * GPT, paidWei: 0n },
      ],
    });
    expect([...eachLeaf(increases)]).to.deep.equal([
      { account: "0x1111111111111111111111111111111111111111", cumulativeWei: 9_946_666666666666666667n },
      { account: "0x2222222222222222222222222222222222222222", cumulativeWei: 9_946_666666666666666667n },
      { account: "0x4444444444444444444444444444444444444444", cumulativeWei: 9_946_666666666666666666n },
      { account: alice, cumulativeWei: 505_728_401642131143825142n + 838_323676000646705296n },
      { account: carol, cumulativeWei: 61_231_598357868856174858n + 161_676323999353294704n },
    ]);
    expect(second.emissionWei).to.equal(597_800n * GPT);
    expect(second.report.totalCumulative).to.equal(917_800n * GPT);
    expect([...eachEntry(second.ledger)].map(({ version, lifetimeUnits }) => [version, lifetimeUnits])).to.deep.equal([
      [2, 420_001n],
      [1, 81_000n],
      [1, 369_000n],
    ]);
  });

  it("stands in docs/rewards.md with the numbers that are calculated here", () => {
    const text = readFileSync(new URL("docs/rewards.md", repository), "utf8");
    const leaves = [...eachLeaf(second.tree.leaves)].map(({ cumulativeWei }) => cumulativeWei);
    const hashes = results.flatMap(({ report }) => [report.root, report.inputsHash, report.artifactHash]);
    const manifests = results.map((result) => vectorOf(result).sha256["manifest.json"]!);
    const quoted = [...leaves, ...hashes, ...manifests].map(String);
    for (const value of quoted) expect(text, value).to.include(value);
  });
});
