import { expect } from "chai";
import { isDeletionDue, planDeletion } from "../../../src/contributor/plan-deletion.ts";
import { toHex32, type Hex32 } from "../../../src/primitives/identifiers.ts";
import { deployedCollective } from "../../helpers/deployed-collective.ts";

const { as, alice, bob, collective, provider, record } = await deployedCollective();
const { registry } = as(alice);
const hash = (digit: string) => toHex32(`0x${digit.repeat(64)}`);
const contribute = async (digit: string, account = alice): Promise<Hex32> => {
  const index = await registry.contributionCount(account.address);
  await as(account).registry.contribute(hash(digit), 1, `sha256:${digit}`);
  return toHex32(await registry.contributionIdOf(account.address, index));
};
const plan = async (contributionId: Hex32, replacedBy: number | null = null) =>
  planDeletion({
    registry: collective.registry,
    registryAddress: record.contracts.registry,
    chainId: record.chainId,
    range: { fromBlock: 0, toBlock: await provider.getBlockNumber() },
    contributionId,
    replacedBy,
    stores: ["here"],
  });
const urisOf = async (...args: Parameters<typeof plan>) => (await plan(...args)).versions.map(({ uri }) => uri);

describe("planDeletion", () => {
  it("names every version of what is removed, and only the earlier ones of what is replaced", async () => {
    const id = await contribute("1");
    await registry.update(id, 1, hash("2"), "sha256:2");
    await registry.update(id, 2, hash("3"), "sha256:3");

    expect(await urisOf(id)).to.deep.equal(["sha256:1", "sha256:2", "sha256:3"]);
    expect(await urisOf(id, 3)).to.deep.equal(["sha256:1", "sha256:2"]);
    expect(await plan(id)).to.deep.include({
      chainId: 31_337,
      registry: record.contracts.registry,
      contributionId: id,
      replacedBy: null,
      stores: ["here"],
    });
  });

  it("leaves what another active contribution has as well, whoever owns it, until that is removed too", async () => {
    const [id, twin] = [await contribute("4"), await contribute("4", bob)];
    expect(await urisOf(id)).to.deep.equal([]);

    await as(bob).registry.remove(twin);
    expect(await urisOf(id)).to.deep.equal(["sha256:4"]);
  });

  it("keeps what was learned of the blobs before", async () => {
    const id = await contribute("9");
    const known = [{ uri: "sha256:9", ciphertextHash: hash("9"), blobs: [hash("e")] }];
    const request = { registry, registryAddress: record.contracts.registry, chainId: 1, contributionId: id };
    const range = { fromBlock: 0, toBlock: await provider.getBlockNumber() };

    const { versions } = await planDeletion({ ...request, range, replacedBy: null, stores: [], known });
    expect(versions).to.deep.equal(known);
  });

  it("leaves an archive whose next version only moved its envelope", async () => {
    const id = await contribute("5");
    await registry.update(id, 1, hash("5"), "sha256:moved");
    expect(await urisOf(id, 2)).to.deep.equal([]);
  });
});

describe("isDeletionDue", () => {
  it("waits until the chain says that the contribution is removed", async () => {
    const id = await contribute("6");
    expect(await isDeletionDue(registry, await plan(id))).to.equal(false);
    await registry.remove(id);
    expect(await isDeletionDue(registry, await plan(id))).to.equal(true);
  });

  it("waits until the later version stands, or the whole is removed", async () => {
    const id = await contribute("7");
    const deletion = await plan(id, 2);
    expect(await isDeletionDue(registry, deletion)).to.equal(false);
    await registry.update(id, 1, hash("8"), "sha256:8");
    expect(await isDeletionDue(registry, deletion)).to.equal(true);
    await registry.remove(id);
    expect(await isDeletionDue(registry, { ...deletion, replacedBy: 9 })).to.equal(true);
  });
});
