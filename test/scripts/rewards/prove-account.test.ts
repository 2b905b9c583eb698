import { expect } from "chai";
import fc from "fast-check";
import { proveAccount } from "../../../scripts/rewards/prove-account.ts";
import { buildShards, shardPath } from "../../../src/merkle/proof-shard.ts";
import { leafAt, packLeaves, type RewardLeaf } from "../../../src/merkle/reward-leaves.ts";
import { encodeShard } from "../../../src/merkle/shard-file.ts";
import { buildTree, proof as proofOf, root, type RewardTree } from "../../../src/merkle/tree.ts";
import { verifyProof } from "../../../src/merkle/verify-proof.ts";
import { bytesToHex } from "../../../src/primitives/bytes.ts";
import { sha256 } from "../../../src/primitives/hash.ts";
import { toAddress, toHex32, type Address } from "../../../src/primitives/identifiers.ts";
import { openBundleSource } from "../../../src/storage/bundle-source.ts";
import { startHost } from "../../helpers/local-host.ts";
import { memorySource } from "../../helpers/memory-source.ts";
import { rejectedCode, rejection } from "../../helpers/rejected-code.ts";

const ACCOUNTS = 1_500;
const EPOCH = 7;
const inputsHash = toHex32(`0x${"ab".repeat(32)}`);
const folder = `epochs/7/${"ab".repeat(32)}`;

const accountOf = (number: number): Address =>
  toAddress(bytesToHex(sha256(new TextEncoder().encode(`account ${number}`)).subarray(0, 20)));
const leavesOf = (amountOf: (number: number) => bigint): RewardLeaf[] =>
  Array.from({ length: ACCOUNTS }, (_, number) => ({
    account: accountOf(number),
    cumulativeWei: amountOf(number),
  })).sort((a, b) => (a.account < b.account ? -1 : 1));
const shardsOf = (tree: RewardTree, epoch = EPOCH): Map<string, Uint8Array> =>
  new Map(
    [...buildShards(tree, epoch)].map((shard) => [
      `${folder}/${shardPath(leafAt(shard.leaves, 0).account, shard.leafCount)}`,
      encodeShard(shard),
    ]),
  );

const leaves = leavesOf((number) => 10n ** 18n + BigInt(number));
const tree = buildTree(packLeaves(leaves));
const shards = shardsOf(tree);
const onChain = { epoch: EPOCH, inputsHash, leafCount: ACCOUNTS, root: root(tree) };
const [mine] = leaves.slice(700);
const account = mine!.account;
const path = `${folder}/${shardPath(account, ACCOUNTS)}`;
const shard = shards.get(path)!;
const honest = {
  epoch: EPOCH,
  account,
  cumulativeWei: mine!.cumulativeWei,
  proof: proofOf(tree, 700),
  root: root(tree),
};

/** What a host that gives these bytes can make us believe: the code of our refusal, or that it is the truth after all. */
async function believed(bytes: Uint8Array, who = account): Promise<string> {
  const asked = `${folder}/${shardPath(who, ACCOUNTS)}`;
  try {
    const proven = await proveAccount(memorySource(new Map([[asked, bytes]])), onChain, who);
    expect(proven).to.deep.equal(honest);
    return "the truth";
  } catch (error) {
    const { code } = error as { code?: unknown };
    if (typeof code !== "string") throw error;
    expect(code).to.match(/^MERKLE_/);
    return code;
  }
}

describe("proving what an account has earned", () => {
  it("gives amount and proof of every account, from the one file that the report on chain names", async () => {
    expect(shards).to.have.length(8);
    expect(await proveAccount(memorySource(new Map([[path, shard]])), onChain, account)).to.deep.equal(honest);
    for (const [index, leaf] of leaves.entries()) {
      if (index % 97 > 0) continue;
      const { cumulativeWei, proof } = await proveAccount(memorySource(shards), onChain, leaf.account);
      expect(cumulativeWei).to.equal(leaf.cumulativeWei);
      expect(verifyProof(onChain.root, { account: leaf.account, cumulativeWei }, proof)).to.equal(true);
    }
  });

  it("asks a host for that file only", async () => {
    const asked: string[] = [];
    const host = await startHost(({ url = "" }, response) => {
      asked.push(url);
      response.end(shard);
    });
    const proven = await proveAccount(openBundleSource(`${host.url}/mirror`), onChain, account);
    await host.stop();

    expect(proven).to.deep.equal(honest);
    expect(asked).to.deep.equal([`/mirror/${path}`]);
  });

  it("says so when there is no file for the account, and when the account is not in it", async () => {
    const stranger = toAddress(`${account.slice(0, 10)}${"0".repeat(32)}`);

    expect(await rejectedCode(() => proveAccount(memorySource(new Map()), onChain, account))).to.equal(
      "REWARDS_NO_SHARD",
    );
    expect(await rejectedCode(() => proveAccount(memorySource(shards), onChain, stranger))).to.equal(
      "MERKLE_ACCOUNT_ABSENT",
    );
  });

  it("lets the failures of the place through", async () => {
    const host = await startHost((_, response) => response.writeHead(503).end());
    const { code } = await rejection(() => proveAccount(openBundleSource(host.url), onChain, account));
    await host.stop();

    expect(code).to.equal("STORAGE_HOST_FAILED");
  });

  it("reads no file that is longer than a shard can be", async () => {
    const long = new Uint8Array(16 * 2 ** 20 + 1);
    expect(await rejectedCode(() => proveAccount(memorySource(new Map([[path, long]])), onChain, account))).to.equal(
      "STORAGE_TOO_LARGE",
    );
  });

  describe("from a host that lies", () => {
    it("refuses the file of other accounts, proven as they are", async () => {
      for (const [other, bytes] of shards) {
        expect(await believed(bytes)).to.equal(other === path ? "the truth" : "MERKLE_ACCOUNT_ABSENT");
      }
    });

    it("refuses the file of another epoch, with other amounts or fewer accounts", async () => {
      const later = buildTree(packLeaves(leavesOf((number) => 2n * 10n ** 18n + BigInt(number))));
      const earlier = buildTree(packLeaves(leaves.slice(0, 1_400)));
      for (const [other, epoch] of [
        [later, 8],
        [earlier, 6],
      ] as const) {
        for (const bytes of shardsOf(other, epoch).values()) expect(await believed(bytes)).to.match(/^MERKLE_/);
      }
    });

    it("refuses a fork in which the account, or only a neighbour, has another amount; its own root does not help", async () => {
      for (const changed of [700, 701]) {
        const fork = buildTree(
          packLeaves(leaves.map((leaf, index) => (index === changed ? { ...leaf, cumulativeWei: 1n } : leaf))),
        );
        const bytes = shardsOf(fork).get(path)!;
        const disguised = bytes.slice();
        disguised.set(shard.subarray(16, 48), 16);

        expect(await believed(bytes)).to.equal("MERKLE_SHARD_MISMATCH");
        expect(await believed(disguised)).to.equal("MERKLE_SHARD_MISMATCH");
      }
    });

    it("refuses a fork that begins above the shard", async () => {
      const fork = buildTree(
        packLeaves(leaves.map((leaf, index) => (index === 0 ? { ...leaf, cumulativeWei: 1n } : leaf))),
      );
      const disguised = shardsOf(fork).get(path)!.slice();
      disguised.set(shard.subarray(16, 48), 16);
      expect(await believed(disguised)).to.equal("MERKLE_SHARD_MISMATCH");
    });

    it("refuses a file with any byte changed, but for the number of the epoch, which proves nothing", async () => {
      for (let at = 0; at < shard.length; at += at < 200 ? 1 : 61) {
        const isEpoch = at >= 8 && at < 16;
        const outcome = await believed(shard.with(at, shard[at]! ^ (isEpoch ? 1 : 1 << (at % 8))));
        if (isEpoch) expect(outcome).to.be.oneOf(["the truth", "MERKLE_BAD_SHARD"]);
        else expect(outcome, `byte ${at}`).to.match(/^MERKLE_/);
      }
    }).timeout(60_000);

    it("never shows anything but the truth, whatever is done to the bytes", async () => {
      const edits = fc.array(
        fc.record({ at: fc.nat(shard.length - 1), cut: fc.nat(80), put: fc.uint8Array({ maxLength: 80 }) }),
        { minLength: 1, maxLength: 3 },
      );
      const property = fc.asyncProperty(edits, async (all) => {
        let bytes = [...shard];
        for (const { at, cut, put } of all) bytes = bytes.toSpliced(at, cut, ...put);
        await believed(Uint8Array.from(bytes));
      });
      await fc.assert(property, { numRuns: 300 });
    }).timeout(60_000);

    it("refuses nothing, noise, and a page that says that there is nothing", async () => {
      const page = new TextEncoder().encode("<!doctype html><title>404</title>");
      for (const bytes of [new Uint8Array(), new Uint8Array(1_000), page, shard.subarray(0, -1), shard.subarray(1)]) {
        expect(await believed(bytes)).to.equal("MERKLE_BAD_SHARD");
      }
    });
  });
});
