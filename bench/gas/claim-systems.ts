import type { BaseContract } from "ethers";
import { id, ZeroAddress, ZeroHash } from "ethers";
import {
  deployRewardSystem,
  GPT,
  reportOf,
  revealScores,
  submitRoots,
  type RewardSystem,
  type Row,
} from "../../test/contracts/reward-system-fixture.ts";
import type { GPTToken } from "../../typechain-types/index.ts";
import {
  doubleLeaf,
  earnerName,
  packedLeaf,
  packedProof,
  singleLeaf,
  treeOfEpoch,
  type EpochTree,
} from "./claim-rows.ts";
import { accountNamed, deployRival, gasOf, type Stage } from "./stage.ts";

/** How the tables call each system. */
export const systemNames = {
  ours: "RewardDistributor (ours)",
  uniswapFresh: "Uniswap MerkleDistributor, fresh word",
  uniswapUsed: "Uniswap MerkleDistributor, used word",
  morpho: "Morpho URD",
  eigenLayer: "EigenLayer RewardsCoordinator",
  eigenLayerToOne: "EigenLayer processClaims, all paid to one account",
  merkl: "Merkl Distributor",
} as const;

/** A system that pays claims: opened once, then an epoch at a time. Accounts are numbers of leaves. */
export type ClaimSystem = {
  readonly name: string;
  /** What "a batch of 20" is in this system. */
  readonly batch: string;
  readonly open: (stage: Stage) => Promise<OpenSystem>;
};

/** A system with its contracts and tokens in place. */
export type OpenSystem = {
  readonly token: GPTToken;
  /** Makes the root of an epoch claimable. */
  readonly publish: (epoch: Epoch) => Promise<void>;
  /** One account claims for itself; returns the gas used. `proofOf` shows the proof of another leaf instead of its own. */
  readonly claim: (epoch: Epoch, account: number, proofOf?: number) => Promise<number>;
  /** The accounts are paid, each its own; returns the gas of all together. */
  readonly claimBatch: (epoch: Epoch, accounts: readonly number[]) => Promise<number>;
};

/** The two epochs of the benchmark: an account's first claim is in 1, its later one in 2. */
export type Epoch = 1 | 2;

/** What each system holds, so that no claim empties it: an emptied balance earns a refund. */
const FUNDS_WEI = 100_000n * GPT;

/** An index in the middle of a tree of a million; all leaves of a tree that lie next to each other share its word. */
const FIRST_INDEX = 910_000;

const ONE_BY_ONE = "20 transactions: there is no batch";

/** Ours: one contract for all epochs, amounts cumulative, any active root for ever. */
export const ours: ClaimSystem = {
  name: systemNames.ours,
  batch: "claimMany, by anybody",
  open: async (stage) => {
    const system = await deployRewardSystem(stage.connection);
    const { distributor, token, stranger } = system;
    await token.transfer(distributor, FUNDS_WEI);
    const trees = treesOf((epoch) =>
      treeOfEpoch(epoch, (row) => doubleLeaf(["address", "uint256"], [row.account, row.cumulativeWei])),
    );
    const itemOf = (epoch: Epoch, account: number, proofOf = account) => {
      const { rows, proofs } = trees[epoch];
      return [epoch, rows[account]!.account, rows[account]!.cumulativeWei, proofs[proofOf]!] as const;
    };
    return {
      token,
      publish: (epoch) => activateRoot(system, BigInt(epoch), trees[epoch].root),
      claim: async (epoch, account, proofOf) =>
        gasOf(await earner(stage, account), distributor, "claim", ...itemOf(epoch, account, proofOf)),
      claimBatch: (epoch, accounts) =>
        gasOf(
          stranger,
          distributor,
          "claimMany",
          accounts.map((account) => itemOf(epoch, account)),
        ),
    };
  },
};

/** Uniswap's: one contract and one bitmap per epoch. Leaves `stride` apart share a word, or do not. */
export function uniswap(stride: 1 | 256): ClaimSystem {
  return {
    name: stride === 1 ? systemNames.uniswapUsed : systemNames.uniswapFresh,
    batch: ONE_BY_ONE,
    open: async (stage) => {
      const token = await deployToken(stage);
      const trees = treesOf((epoch) =>
        treeOfEpoch(epoch, ({ account, amountWei }, index) =>
          packedLeaf(["uint256", "address", "uint256"], [FIRST_INDEX + index * stride, account, amountWei]),
        ),
      );
      const distributors = new Map<Epoch, BaseContract>();
      const claim = async (epoch: Epoch, account: number, proofOf = account) => {
        const { rows, proofs } = trees[epoch];
        const { account: address, amountWei } = rows[account]!;
        const args = [FIRST_INDEX + account * stride, address, amountWei, proofs[proofOf]];
        return gasOf(await earner(stage, account), distributors.get(epoch)!, "claim", ...args);
      };
      return {
        token,
        publish: async (epoch) => {
          const distributor = await deployRival(stage, "UniswapMerkleDistributor", token, trees[epoch].root);
          distributors.set(epoch, distributor);
          await token.transfer(distributor, FUNDS_WEI);
          // Somebody else has claimed from the word that all accounts share.
          if (stride === 1) await claim(epoch, trees[epoch].rows.length - 1);
        },
        claim,
        claimBatch: oneByOne(claim),
      };
    },
  };
}

/** Morpho's: one current root, claims open to anybody. */
export const morpho: ClaimSystem = {
  name: systemNames.morpho,
  batch: ONE_BY_ONE,
  open: async (stage) => {
    const token = await deployToken(stage);
    const distributor = await deployRival(stage, "MorphoRewardsDistributor");
    await token.transfer(distributor, FUNDS_WEI);
    const reward = await token.getAddress();
    const trees = treesOf((epoch) =>
      treeOfEpoch(epoch, ({ account, cumulativeWei }) =>
        doubleLeaf(["address", "address", "uint256"], [account, reward, cumulativeWei]),
      ),
    );
    const claim = async (epoch: Epoch, account: number, proofOf = account) => {
      const { rows, proofs } = trees[epoch];
      const args = [rows[account]!.account, reward, rows[account]!.cumulativeWei, proofs[proofOf]];
      return gasOf(await earner(stage, account), distributor, "claim", ...args);
    };
    return {
      token,
      publish: (epoch) => setRoot(stage, distributor, "setRoot", trees[epoch].root, id("tree")),
      claim,
      claimBatch: oneByOne(claim),
    };
  },
};

/** EigenLayer's: a tree of earners of trees of tokens; here each earner has one token, the cheapest case. */
export const eigenLayer: ClaimSystem = {
  name: systemNames.eigenLayer,
  batch: "20 transactions: processClaims pays all to one account",
  open: async (stage) => {
    const { claim, coordinator, token, trees } = await openEigenLayer(stage);
    return {
      token,
      publish: (epoch) => setRoot(stage, coordinator, "submitRoot", trees[epoch].root, epoch),
      claim,
      claimBatch: oneByOne(claim),
    };
  },
};

/** EigenLayer's own batch, which cannot pay each account its own: a claimer of all receives everything. */
export const eigenLayerToOne: ClaimSystem = {
  name: systemNames.eigenLayerToOne,
  batch: "processClaims, by the claimer of all 20; pays none of them",
  open: async (stage) => {
    const { claim, claimOf, coordinator, token, trees } = await openEigenLayer(stage);
    const collector = await accountNamed(stage.connection, "collector");
    return {
      token,
      publish: (epoch) => setRoot(stage, coordinator, "submitRoot", trees[epoch].root, epoch),
      claim,
      claimBatch: async (epoch, accounts) => {
        for (const account of accounts)
          await gasOf(await earner(stage, account), coordinator, "setClaimerFor", collector);
        const claims = accounts.map((account) => claimOf(epoch, account));
        return gasOf(collector, coordinator, "processClaims", claims, collector);
      },
    };
  },
};

/** Merkl's: lists of claims, by the account or an operator; the batch is sent by an operator of all accounts. */
export const merkl: ClaimSystem = {
  name: systemNames.merkl,
  batch: "claim with lists, by a main operator",
  open: async (stage) => {
    const token = await deployToken(stage);
    const distributor = await deployRival(stage, "MerklDistributor");
    await token.transfer(distributor, FUNDS_WEI);
    const reward = await token.getAddress();
    const operator = await accountNamed(stage.connection, "operator");
    await setRoot(stage, distributor, "toggleMainOperatorStatus", operator.address, reward);
    const trees = treesOf((epoch) =>
      treeOfEpoch(epoch, ({ account, cumulativeWei }) =>
        singleLeaf(["address", "address", "uint256"], [account, reward, cumulativeWei]),
      ),
    );
    const listsOf = (epoch: Epoch, accounts: readonly number[], proofsOf = accounts) => {
      const { rows, proofs } = trees[epoch];
      return [
        accounts.map((account) => rows[account]!.account),
        accounts.map(() => reward),
        accounts.map((account) => rows[account]!.cumulativeWei),
        proofsOf.map((account) => proofs[account]),
      ];
    };
    return {
      token,
      publish: (epoch) => setRoot(stage, distributor, "updateTree", [trees[epoch].root, id("tree")]),
      claim: async (epoch, account, proofOf = account) =>
        gasOf(await earner(stage, account), distributor, "claim", ...listsOf(epoch, [account], [proofOf])),
      claimBatch: (epoch, accounts) => gasOf(operator, distributor, "claim", ...listsOf(epoch, accounts)),
    };
  },
};

async function openEigenLayer(stage: Stage) {
  const token = await deployToken(stage);
  const coordinator = await deployRival(stage, "EigenRewardsCoordinator");
  await token.transfer(coordinator, FUNDS_WEI);
  const reward = await token.getAddress();
  // A tree of one token is its leaf, and the proof of it is empty.
  const tokenRootOf = (cumulativeWei: bigint) =>
    packedLeaf(["uint8", "address", "uint256"], [1, reward, cumulativeWei]);
  const trees = treesOf((epoch) =>
    treeOfEpoch(
      epoch,
      ({ account, cumulativeWei }) =>
        packedLeaf(["uint8", "address", "bytes32"], [0, account, tokenRootOf(cumulativeWei)]),
      "ordered",
    ),
  );
  const claimOf = (epoch: Epoch, account: number, proofOf = account) => {
    const { rows, proofs } = trees[epoch];
    const { account: earnerAddress, cumulativeWei } = rows[account]!;
    const leaf = [earnerAddress, tokenRootOf(cumulativeWei)];
    return [epoch - 1, account, packedProof(proofs[proofOf]!), leaf, [0], ["0x"], [[reward, cumulativeWei]]];
  };
  const claim = async (epoch: Epoch, account: number, proofOf = account) => {
    const sender = await earner(stage, account);
    return gasOf(sender, coordinator, "processClaim", claimOf(epoch, account, proofOf), sender);
  };
  return { claim, claimOf, coordinator, token, trees };
}

function treesOf(build: (epoch: Epoch) => EpochTree): Record<Epoch, EpochTree> {
  return { 1: build(1), 2: build(2) };
}

function oneByOne(claim: OpenSystem["claim"]): OpenSystem["claimBatch"] {
  return async (epoch, accounts) => {
    let sum = 0;
    for (const account of accounts) sum += await claim(epoch, account);
    return sum;
  };
}

async function earner({ connection }: Stage, index: number) {
  return accountNamed(connection, earnerName(index));
}

/** The real token: everything it does on a transfer is part of what is measured. */
async function deployToken({ connection }: Stage) {
  const [holder] = await connection.ethers.getSigners();
  return connection.ethers.deployContract("GPTToken", [holder!, holder!, holder!, holder!]);
}

async function setRoot({ connection }: Stage, contract: BaseContract, name: string, ...args: unknown[]) {
  const [deployer] = await connection.ethers.getSigners();
  await gasOf(deployer!, contract, name, ...args);
}

/** Rows of a report whose root is given apart. */
const NO_ROWS: readonly Row[] = [[ZeroAddress, 0n]];

/** Takes a root the whole way: scores, votes, delay, activation. */
export async function activateRoot(system: RewardSystem, epoch: bigint, root: string): Promise<void> {
  const { connection, distributor } = system;
  await revealScores(system, epoch);
  const last = await distributor.lastActiveEpoch();
  const prevRoot = last === 0n ? ZeroHash : await distributor.rootOf(last);
  const report = reportOf(NO_ROWS, { root, prevRoot, totalCumulative: epoch * FUNDS_WEI, leafCount: 1_000_000n });
  await submitRoots(system, epoch, report);
  await connection.networkHelpers.time.increaseTo((await distributor.pendingRoot()).activatesAt);
  await distributor.activate(epoch);
}
