import { expect } from "chai";
import { signDelegation } from "../../../src/chain/delegation.ts";
import { toAddress } from "../../../src/primitives/identifiers.ts";
import { deployedCollective } from "../../helpers/deployed-collective.ts";

describe("signDelegation", () => {
  it("makes a delegation that anybody can deliver to the token", async () => {
    const { as, alice, bob, relayer, collective, provider } = await deployedCollective();
    const expiry = (await provider.getBlock("latest"))!.timestamp + 1_000_000;

    const { delegatee, nonce, v, r, s } = await signDelegation(collective.token, alice, {
      delegatee: toAddress(bob.address),
      expiry,
    });
    await as(relayer).token.delegateBySig(delegatee, nonce, expiry, v, r, s);

    expect(await collective.token.delegates(alice.address)).to.equal(bob.address);
  });
});
