import { expect } from "chai";
import { readVersions } from "../../../src/chain/contribution-versions.ts";
import { toHex32 } from "../../../src/primitives/identifiers.ts";
import { deployedCollective } from "../../helpers/deployed-collective.ts";

const { as, alice, bob, provider } = await deployedCollective();
const hash = (digit: string) => toHex32(`0x${digit.repeat(64)}`);

describe("readVersions", () => {
  it("gives every version of one contribution, also when it was removed, and none of another", async () => {
    const { registry } = as(alice);
    await as(bob).registry.contribute(hash("9"), 1, "sha256:other");
    await registry.contribute(hash("1"), 1, "sha256:one");
    const id = toHex32(await registry.contributionIdOf(alice.address, 0));
    await registry.update(id, 1, hash("2"), "sha256:two");
    await registry.setConsent(id, 0);
    await registry.update(id, 2, hash("3"), "sha256:three");
    await registry.remove(id);
    const { timestamp: removedAt } = (await provider.getBlock("latest"))!;
    const range = { fromBlock: 0, toBlock: await provider.getBlockNumber() };

    expect(await readVersions(registry, id, range)).to.deep.equal([
      { version: 1, ciphertextHash: hash("1"), uri: "sha256:one", setAt: removedAt - 4 },
      { version: 2, ciphertextHash: hash("2"), uri: "sha256:two", setAt: removedAt - 3 },
      { version: 3, ciphertextHash: hash("3"), uri: "sha256:three", setAt: removedAt - 1 },
    ]);
    expect(await readVersions(registry, hash("7"), range)).to.deep.equal([]);
  });
});
