import { expect } from "chai";
import { collectiveDomain, signForRegistry } from "../../../src/chain/typed-data.ts";
import { toAddress, toHex32 } from "../../../src/primitives/identifiers.ts";
import { deployedCollective } from "../../helpers/deployed-collective.ts";

const { as, relayer, alice, collective, provider } = await deployedCollective();
const { registry } = as(relayer);
const ciphertextHash = toHex32(`0x${"1".repeat(64)}`);
const uri = `sha256:${"2".repeat(64)}`;
const deadline = (await provider.getBlock("latest"))!.timestamp + 1_000_000;

describe("collectiveDomain", () => {
  it("is the domain of the collective on one chain and one contract", async () => {
    const { name, version, chainId, verifyingContract } = await collective.registry.eip712Domain();

    expect(collectiveDomain(Number(chainId), toAddress(verifyingContract))).to.deep.equal({
      name,
      version,
      chainId: 31337,
      verifyingContract: verifyingContract.toLowerCase(),
    });
  });
});

describe("signForRegistry", () => {
  it("makes signatures that the registry takes from a relayer, one after the other", async () => {
    const owner = toAddress(alice.address);
    const contribute = { owner, ciphertextHash, consentMask: 3, uri, deadline };
    const first = await signForRegistry(registry, alice, "Contribute", contribute);
    await registry.contributeBySig(owner, ciphertextHash, 3, uri, deadline, first);
    const contributionId = toHex32(await registry.contributionIdOf(owner, 0));

    const update = { contributionId, expectedVersion: 1, ciphertextHash, uri, deadline };
    const second = await signForRegistry(registry, alice, "Update", update);
    await registry.updateBySig(contributionId, 1, ciphertextHash, uri, deadline, second);
    const third = await signForRegistry(registry, alice, "Remove", { contributionId, deadline });
    await registry.removeBySig(contributionId, deadline, third);

    const { version, status, owner: registered } = await registry.contributionOf(contributionId);
    expect([version, status, registered.toLowerCase()]).to.deep.equal([2n, 2n, owner]);
  });
});
