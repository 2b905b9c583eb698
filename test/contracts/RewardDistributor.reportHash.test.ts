import { readFileSync } from "node:fs";
import { StandardMerkleTree } from "@openzeppelin/merkle-tree";
import { expect } from "chai";
import { TypedDataEncoder } from "ethers";
import { network } from "hardhat";
import vectors from "../vectors/reward-distributor.json" with { type: "json" };
import { deployRewardSystem, GPT, REPORT_TYPES, reportOf } from "./reward-system-fixture.ts";

const connection = await network.create<"l1">();
const { networkHelpers } = connection;

async function deployed() {
  const system = await deployRewardSystem(connection, 0);
  const report = reportOf([
    [system.alice.address, 100n * GPT],
    [system.bob.address, 50n * GPT],
  ]);
  return { ...system, report };
}

/** The distributor's code at the address of the vectors, on their chain. */
async function atVectorAddress() {
  const system = await deployed();
  const { verifyingContract } = vectors.domain;
  await networkHelpers.setCode(verifyingContract, await connection.ethers.provider.getCode(system.distributor));
  return system.distributor.attach(verifyingContract) as typeof system.distributor;
}

describe("RewardDistributor.reportHash", () => {
  it("is the EIP-712 digest that ethers computes, for every vector", async () => {
    const distributor = await networkHelpers.loadFixture(atVectorAddress);

    for (const { epoch, attempt, report, digest } of vectors.reports) {
      expect(TypedDataEncoder.hash(vectors.domain, REPORT_TYPES, { epoch, attempt, ...report })).to.equal(digest);
      expect(await distributor.reportHash(epoch, attempt, report)).to.equal(digest);
    }
  });

  it("T24: differs for each single field: no vote counts for a neighbour (VOT6)", () => {
    expect(new Set(vectors.reports.map(({ digest }) => digest)).size).to.equal(12);
  });

  it("is bound to the chain and to the contract, by the domain it announces", async () => {
    const { distributor, report } = await networkHelpers.loadFixture(deployed);
    const { name, version, chainId, verifyingContract } = await distributor.eip712Domain();
    const message = { epoch: 1n, attempt: 1n, ...report };
    const own = { name, version, chainId, verifyingContract };

    expect([name, version, chainId]).to.deep.equal(["ChatGPT Data Collective", "1", 31_337n]);
    expect(verifyingContract).to.equal(await distributor.getAddress());
    const digest = await distributor.reportHash(1n, 1n, report);
    expect(digest).to.equal(TypedDataEncoder.hash(own, REPORT_TYPES, message));
    expect(digest).not.to.equal(TypedDataEncoder.hash({ ...own, chainId: 1n }, REPORT_TYPES, message));
    expect(digest).not.to.equal(
      TypedDataEncoder.hash({ ...own, verifyingContract: vectors.domain.verifyingContract }, REPORT_TYPES, message),
    );
  });

  it("differs between two distributors of the same system", async () => {
    const system = await networkHelpers.loadFixture(deployed);
    const { authority, token, schedule, registry, commitments, reserve, distributor, report } = system;
    const args = [authority, token, schedule, registry, commitments, reserve];
    const other = await connection.ethers.deployContract("RewardDistributor", args);

    expect(await other.reportHash(1n, 1n, report)).not.to.equal(await distributor.reportHash(1n, 1n, report));
  });
});

describe("the vectors", () => {
  it("hold the trees that @openzeppelin/merkle-tree builds without sorting", () => {
    for (const { root, leaves } of vectors.trees) {
      const rows = leaves.map(({ account, cumulative }) => [account, cumulative]);
      const tree = StandardMerkleTree.of(rows, ["address", "uint256"], { sortLeaves: false });

      expect(tree.root).to.equal(root);
      expect(leaves.map(({ leaf }) => leaf)).to.deep.equal(rows.map((row) => tree.leafHash(row)));
      expect(leaves.map(({ proof }) => proof)).to.deep.equal(rows.map((_, index) => tree.getProof(index)));
    }
  });

  it("are the same in JSON and in Solidity", () => {
    const source = readFileSync(new URL("../vectors/RewardDistributorVectors.sol", import.meta.url), "utf8");
    const json = [...source.matchAll(/'(.*)'/g)].map(([, part]) => part).join("");

    expect(JSON.parse(json)).to.deep.equal(vectors);
  });
});
