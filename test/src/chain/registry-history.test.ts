import { expect } from "chai";
import { AbiCoder } from "ethers";
import { readRegistry } from "../../../src/chain/registry-history.ts";
import { deployedCollective } from "../../helpers/deployed-collective.ts";

const hash = (digit: number) => `0x${String(digit).repeat(64)}`;
const uri = (digit: number) => `sha256:${String(digit).repeat(64)}`;

describe("readRegistry", () => {
  it("rebuilds every contribution in the order in which its version was set", async () => {
    const { as, alice, bob, provider, collective } = await deployedCollective();
    const { registry } = as(alice);
    for (const digit of [1, 2, 3]) await registry.contribute(hash(digit), 1, uri(digit));
    await as(bob).registry.contribute(hash(4), 7, uri(4));
    const ids = await Promise.all([0, 1, 2].map((index) => registry.contributionIdOf(alice.address, index)));
    await registry.update(ids[0]!, 1, hash(5), uri(5));
    await registry.setConsent(ids[1]!, 5);
    await registry.remove(ids[2]!);
    const toBlock = await provider.getBlockNumber();

    const contributions = await readRegistry(collective.registry, { fromBlock: 0, toBlock });

    expect(contributions.map(({ ciphertextHash }) => ciphertextHash)).to.deep.equal([
      hash(2),
      hash(3),
      hash(4),
      hash(5),
    ]);
    expect(contributions.map(({ version }) => version)).to.deep.equal([1, 1, 1, 2]);
    expect(contributions.map(({ consentMask }) => consentMask)).to.deep.equal([5, 1, 7, 1]);
    expect(contributions.map(({ removed }) => removed)).to.deep.equal([false, true, false, false]);
    expect(contributions[2]!.owner).to.equal(bob.address.toLowerCase());
    expect(contributions[3]!).to.include({ id: ids[0], uri: uri(5) });
    const { updatedAt } = await registry.contributionOf(ids[0]!);
    expect(BigInt(contributions[3]!.setAt)).to.equal(updatedAt);
  });

  it("knows nothing of what happened after the last block of the range", async () => {
    const { as, alice, provider, collective } = await deployedCollective();
    const { registry } = as(alice);
    await registry.contribute(hash(1), 1, uri(1));
    const toBlock = await provider.getBlockNumber();
    await registry.remove(await registry.contributionIdOf(alice.address, 0));

    const [contribution] = await readRegistry(collective.registry, { fromBlock: 0, toBlock });

    expect(contribution!.removed).to.equal(false);
  });

  it("reads a locator that is no UTF-8 as an empty one, instead of failing for everybody", async () => {
    const { alice, provider, collective } = await deployedCollective();
    const { registry } = collective;
    // Bytes are encoded as a string is, but may hold anything.
    const input = AbiCoder.defaultAbiCoder().encode(["bytes32", "uint32", "bytes"], [hash(1), 1, "0xff"]);
    const data = registry.interface.getFunction("contribute").selector + input.slice(2);
    await alice.sendTransaction({ to: await registry.getAddress(), data });
    const toBlock = await provider.getBlockNumber();

    const [contribution] = await readRegistry(registry, { fromBlock: 0, toBlock });

    expect(contribution).to.include({ ciphertextHash: hash(1), uri: "" });
  });
});
