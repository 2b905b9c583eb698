import { id } from "ethers";
import {
  deployRegistry,
  FAR_FUTURE,
  signMessage,
  type RegistryMessage,
} from "../../../test/contracts/data-registry-fixture.ts";
import { textOf } from "../measure-registrations.ts";
import { openChain } from "../stage.ts";
import type { Recorder } from "./recorder.ts";

const URI = textOf("archive", 64);

/** What contributors do, and a relayer for them. */
export async function measureRegistry(recorder: Recorder): Promise<void> {
  const connection = await openChain();
  const { registry, admin, guardian, owner, relayer, stranger } = await deployRegistry(connection);
  const measure = recorder.of("DataRegistry", registry);
  const asOwner = registry.connect(owner);
  await measure("an owner's first", asOwner.contribute(id("first"), 7n, URI));
  await measure("an owner's later one", asOwner.contribute(id("second"), 7n, URI));
  const mine = await registry.contributionIdOf(owner, 0n);
  await measure("", asOwner.update(mine, 1n, id("third"), URI));
  await measure("", asOwner.setConsent(mine, 3n));
  await measure("", asOwner.remove(mine));
  await measure("", asOwner.cancelSignatures());

  const address = await registry.getAddress();
  const sign = async (type: RegistryMessage, value: Record<string, unknown>) => {
    const nonce = await registry.nonces(stranger);
    return signMessage(stranger, address, { type, value: { ...value, nonce, deadline: FAR_FUTURE } });
  };
  const asRelayer = registry.connect(relayer);
  for (const [particular, hash] of [
    ["an owner's first", id("fourth")],
    ["an owner's later one", id("fifth")],
  ] as const) {
    const value = { owner: stranger.address, ciphertextHash: hash, consentMask: 7n, uri: URI };
    const signature = await sign("Contribute", value);
    await measure(particular, asRelayer.contributeBySig(stranger, hash, 7n, URI, FAR_FUTURE, signature));
  }
  const theirs = await registry.contributionIdOf(stranger, 0n);
  const update = { contributionId: theirs, expectedVersion: 1n, ciphertextHash: id("sixth"), uri: URI };
  const updated = await sign("Update", update);
  await measure("", asRelayer.updateBySig(theirs, 1n, id("sixth"), URI, FAR_FUTURE, updated));
  const consented = await sign("SetConsent", { contributionId: theirs, consentMask: 3n });
  await measure("", asRelayer.setConsentBySig(theirs, 3n, FAR_FUTURE, consented));
  const removed = await sign("Remove", { contributionId: theirs });
  await measure("", asRelayer.removeBySig(theirs, FAR_FUTURE, removed));

  await measure("", registry.connect(guardian).pause());
  await measure("", registry.connect(admin).unpause());
}
