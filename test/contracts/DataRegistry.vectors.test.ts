import { readFileSync } from "node:fs";
import { expect } from "chai";
import { network } from "hardhat";
import {
  registryVectors,
  VECTOR_CHAIN_ID,
  VECTOR_FILES,
  VECTOR_REGISTRY,
  vectorOwner,
  vectorsAsJson,
  vectorsAsSolidity,
} from "../vectors/registry-eip712.ts";
import { deployRegistry } from "./data-registry-fixture.ts";

const connection = await network.create<"l1">();
const { ethers, networkHelpers } = connection;

/** The code of a registry at the address the vectors were signed for. */
async function fixture() {
  const { registry, relayer } = await deployRegistry(connection);
  await networkHelpers.setCode(VECTOR_REGISTRY, (await registry.getDeployedCode())!);
  return ethers.getContractAt("DataRegistry", VECTOR_REGISTRY, relayer);
}

describe("DataRegistry vectors", () => {
  const vectors = registryVectors();

  it("equal what ethers computes, in the JSON file", () => {
    expect(readFileSync(VECTOR_FILES.json, "utf8")).to.equal(vectorsAsJson(vectors));
  });

  it("equal what ethers computes, in the Solidity library", () => {
    expect(readFileSync(VECTOR_FILES.solidity, "utf8")).to.equal(vectorsAsSolidity(vectors));
  });

  it("share the domain of the contract", async () => {
    const registry = await networkHelpers.loadFixture(fixture);

    const { fields, name, version, chainId, verifyingContract, salt, extensions } = await registry.eip712Domain();

    expect([fields, name, version]).to.deep.equal(["0x0f", "ChatGPT Data Collective", "1"]);
    expect([chainId, verifyingContract]).to.deep.equal([VECTOR_CHAIN_ID, VECTOR_REGISTRY]);
    expect([salt, extensions]).to.deep.equal([ethers.ZeroHash, []]);
  });

  it("share the id of the contribution with the contract", async () => {
    const registry = await networkHelpers.loadFixture(fixture);

    expect(await registry.contributionIdOf(vectorOwner.address, 0)).to.equal(vectors.contributionId);
  });

  it("carry a contribution through its whole life", async () => {
    const registry = await networkHelpers.loadFixture(fixture);
    const [contribute, update, setConsent, remove] = vectors.messages.map(({ value, signature }) => ({
      ...value,
      signature,
    })) as [Message, Message, Message, Message];
    const id = vectors.contributionId;

    await registry.contributeBySig(
      vectorOwner.address,
      contribute.ciphertextHash!,
      contribute.consentMask!,
      contribute.uri!,
      contribute.deadline!,
      contribute.signature,
    );
    await registry.updateBySig(
      id,
      update.expectedVersion!,
      update.ciphertextHash!,
      update.uri!,
      update.deadline!,
      update.signature,
    );
    await registry.setConsentBySig(id, setConsent.consentMask!, setConsent.deadline!, setConsent.signature);
    expect(await registry.hasConsent(id, 0xffffffff)).to.equal(true);
    await registry.removeBySig(id, remove.deadline!, remove.signature);

    const { owner, version, status } = await registry.contributionOf(id);
    expect([owner, version, status]).to.deep.equal([vectorOwner.address, 2n, 2n]);
    expect(await registry.nonces(vectorOwner.address)).to.equal(4n);
  });
});

type Message = Readonly<Record<string, string>> & { readonly signature: string };
