import { expect } from "chai";
import { contractNames } from "../../../../src/chain/deployment-record.ts";
import {
  codeHash,
  codeHashesOf,
  requireDeployment,
  type AskedProvider,
} from "../../../../src/chain/endpoints/require-deployment.ts";
import { InvalidInputError } from "../../../../src/primitives/errors.ts";
import { deployedCollective } from "../../../helpers/deployed-collective.ts";
import { codeOf } from "../../../helpers/code-of.ts";
import { rejection } from "../../../helpers/rejected-code.ts";

const { provider, record } = await deployedCollective();
const asked = provider as AskedProvider;

describe("requireDeployment", () => {
  it("accepts the chain and the contracts that the record is of", async () => {
    expect(await codeOf(requireDeployment(asked, record))).to.deep.equal({ resolved: undefined });
  });

  it("T77 F40: refuses a chain with another id", async () => {
    const error = await rejection(() => requireDeployment(asked, { ...record, chainId: 11_155_111 }));

    expect(error).to.be.instanceOf(InvalidInputError).with.property("code", "CHAIN_WRONG_CHAIN");
  });

  it("T77 F40: refuses a chain with the same id that begins with another block", async () => {
    const other = { ...record, genesisHash: record.codeHashes.token };

    expect(await codeOf(requireDeployment(asked, other))).to.equal("CHAIN_WRONG_GENESIS");
  });

  it("T77 F18 F40: names the contract whose address holds other code", async () => {
    const { token, registry } = record.contracts;
    const swapped = { ...record, contracts: { ...record.contracts, token: registry, registry: token } };

    const error = await rejection(() => requireDeployment(asked, swapped));

    expect(error.code).to.equal("CHAIN_WRONG_CODE");
    expect(error.context).to.deep.equal({ contract: "token", address: registry });
  });

  it("T77 F40: refuses an address without code", async () => {
    const empty = { ...record, contracts: { ...record.contracts, access: record.origin.deployer } };

    const error = await rejection(() => requireDeployment(asked, empty));

    expect(error).to.include({ code: "CHAIN_WRONG_CODE" }).and.have.nested.property("context.contract", "access");
  });

  it("T77: sees code that was exchanged behind an address", async () => {
    const { ethers, record: other } = await deployedCollective();
    await ethers.provider.send("hardhat_setCode", [other.contracts.reserve, "0x00"]);

    const error = await rejection(() => requireDeployment(ethers.provider, other));

    expect(error).to.include({ code: "CHAIN_WRONG_CODE" }).and.have.nested.property("context.contract", "reserve");
  });
});

describe("codeHashesOf", () => {
  it("is what a deployment writes into its record", async () => {
    expect(await codeHashesOf(provider, record.contracts)).to.deep.equal(record.codeHashes);
    expect(Object.keys(record.codeHashes)).to.deep.equal([...contractNames]);
  });
});

describe("codeHash", () => {
  it("is the keccak256 of the bytes, whatever the case of the digits", () => {
    expect(codeHash("0x")).to.equal("0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470");
    expect(codeHash("0xAB")).to.equal(codeHash("0xab"));
  });
});
