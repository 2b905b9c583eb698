import { expect } from "chai";
import { toHex32 } from "../../../../src/primitives/identifiers.ts";
import { followRegistry } from "../../../../src/validator/node/registry-follower.ts";
import { deployedCollective } from "../../../helpers/deployed-collective.ts";

const hash = (digit: string) => `0x${digit.repeat(64)}`;

describe("followRegistry", () => {
  it("gives what is active, and what is registered under an id, as the chain goes on", async () => {
    const { collective, record, as, alice } = await deployedCollective();
    const follower = followRegistry(collective.registry, record);
    expect(await follower.active()).to.deep.equal([]);
    const { registry } = as(alice);
    await registry.contribute(hash("1"), 1, "sha256:1");
    await registry.contribute(hash("2"), 1, "sha256:2");
    const [first, second] = await Promise.all(
      [0, 1].map(async (i) => toHex32(await registry.contributionIdOf(alice, i))),
    );
    await registry.update(first!, 1, hash("3"), "sha256:3");
    await registry.remove(second!);

    expect((await follower.active()).map(({ id, version, uri }) => [id, version, uri])).to.deep.equal([
      [first, 2, "sha256:3"],
    ]);
    expect((await follower.find(second!))?.removed).to.equal(true);
    expect(await follower.find(toHex32(hash("9")))).to.equal(undefined);
  });
});
