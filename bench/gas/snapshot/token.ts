import { Signature } from "ethers";
import { FAR_FUTURE } from "../../../test/contracts/data-registry-fixture.ts";
import { accountNamed, openChain } from "../stage.ts";
import { deployToken, GPT, delegationTypes, permitTypes, tokenDomain } from "../token-signatures.ts";
import type { Recorder } from "./recorder.ts";

/** What holders of $GPT do. */
export async function measureToken(recorder: Recorder): Promise<void> {
  const connection = await openChain();
  const { token, holder } = await deployToken(connection);
  const [, signer] = await connection.ethers.getSigners();
  const alice = signer!;
  const [bob, carol, dave] = [
    await accountNamed(connection, "bob"),
    await accountNamed(connection, "carol"),
    await accountNamed(connection, "dave"),
  ];
  const measure = recorder.of("GPTToken", token);
  await token.connect(holder).transfer(alice, 1_000n * GPT);

  await measure("to an empty account", token.connect(alice).transfer(bob, 10n * GPT));
  await measure("to a holder", token.connect(alice).transfer(bob, 11n * GPT));
  await measure("", token.connect(bob).approve(carol, 5n * GPT));
  await measure("", token.connect(carol).transferFrom(bob, dave, 3n * GPT));

  const domain = await tokenDomain(token);
  const permit = { owner: alice.address, spender: carol.address, value: 7n * GPT, nonce: 0n, deadline: FAR_FUTURE };
  const allowed = Signature.from(await alice.signTypedData(domain, permitTypes, permit));
  const { v, r, s } = allowed;
  await measure("", token.connect(carol).permit(alice, carol, 7n * GPT, FAR_FUTURE, v, r, s));

  await measure("the first ever", token.connect(bob).delegate(bob));
  await measure("to another delegate", token.connect(bob).delegate(carol));
  const delegation = { delegatee: dave.address, nonce: 1n, expiry: FAR_FUTURE };
  const signed = Signature.from(await alice.signTypedData(domain, delegationTypes, delegation));
  await measure("", token.connect(bob).delegateBySig(dave, 1n, FAR_FUTURE, signed.v, signed.r, signed.s));
  await measure("between two delegates' holders", token.connect(alice).transfer(bob, 12n * GPT));
  await measure("from a delegate's holder to an account without one", token.connect(alice).transfer(dave, 13n * GPT));
}
