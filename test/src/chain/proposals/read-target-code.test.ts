import { expect } from "chai";
import type { Provider } from "ethers";
import { readTargetCode } from "../../../../src/chain/proposals/read-target-code.ts";
import type { ProposalCall } from "../../../../src/chain/proposals/proposal-calls.ts";
import { toAddress, type Address } from "../../../../src/primitives/identifiers.ts";
import { deployedCollective } from "../../../helpers/deployed-collective.ts";

const { alice, ethers, provider, record } = await deployedCollective();
const { contracts, codeHashes } = record;
const call = (target: Address): ProposalCall => ({ target, value: 0n, calldata: "0x" });

describe("readTargetCode", () => {
  it("is the same at the deployment, at the proposal and now for a contract that nobody touched", async () => {
    const [code] = await readTargetCode(provider, record, [call(contracts.token)], await provider.getBlockNumber());
    const hash = codeHashes.token;

    expect(code).to.deep.equal({ address: contracts.token, now: hash, atProposal: hash, atDeployment: hash });
  });

  it("shows code that came after the proposal", async () => {
    const block = await provider.getBlockNumber();
    const wallet = await ethers.deployContract("ERC1271WalletMock", [alice.address]);
    const address = toAddress(await wallet.getAddress());
    const [code] = await readTargetCode(provider, record, [call(address)], block);

    expect(code).to.deep.include({ address, atProposal: null, atDeployment: undefined });
    expect(code!.now).to.match(/^0x[0-9a-f]{64}$/);
  });

  it("looks before the block of the proposal, which may hold the change too", async () => {
    const wallet = await ethers.deployContract("ERC1271WalletMock", [alice.address]);
    const address = toAddress(await wallet.getAddress());
    const block = await provider.getBlockNumber();
    const [same] = await readTargetCode(provider, record, [call(address)], block);
    const [next] = await readTargetCode(provider, record, [call(address)], block + 1);

    expect([same!.atProposal, next!.atProposal]).to.deep.equal([null, next!.now]);
  });

  it("knows no code of an account", async () => {
    const [code] = await readTargetCode(provider, record, [call(toAddress(alice.address))], null);

    expect(code).to.deep.include({ now: null, atProposal: undefined, atDeployment: undefined });
  });

  it("names each target once, in the order of the calls", async () => {
    const { token, access } = contracts;
    const codes = await readTargetCode(provider, record, [token, access, token].map(call), null);

    expect(codes.map(({ address }) => address)).to.deep.equal([token, access]);
  });

  it("goes without the past of a node that has forgotten it", async () => {
    const forgetful = {
      getCode: async (_: string, block: number | "latest") => {
        if (block !== "latest") throw new Error("missing trie node");
        await new Promise((resolve) => setTimeout(resolve, 20));
        return "0x60";
      },
    } as unknown as Provider;
    const [code] = await readTargetCode(forgetful, record, [call(contracts.token)], 5);

    expect(code!.atProposal).to.equal(undefined);
    expect(code!.now).to.match(/^0x[0-9a-f]{64}$/);
  });
});
