import { id } from "ethers";
import {
  activateValidators,
  AGE_RECIPIENT,
  BOND,
  deployValidators,
  ENDPOINT,
  UNBONDING_DELAY,
} from "../../../test/contracts/validators-fixture.ts";
import { openChain } from "../stage.ts";
import type { Recorder } from "./recorder.ts";

/** The life of a validator, with bonds. */
export async function measureValidators(recorder: Recorder): Promise<void> {
  const connection = await openChain();
  const fixture = await deployValidators(connection, BOND);
  const { registry, admin, council, validators } = fixture;
  const measure = recorder.of("ValidatorRegistry", registry);
  await activateValidators(fixture, 4);
  const [leaver, removed, slashed, , newcomer] = validators;

  await measure("", registry.connect(council).admit(newcomer!, AGE_RECIPIENT, ENDPOINT));
  await measure("", registry.connect(newcomer).activate());
  await measure("", registry.connect(newcomer).updateKeys(AGE_RECIPIENT, ENDPOINT));
  await measure("", registry.connect(leaver).startLeaving());
  await connection.networkHelpers.time.increase(UNBONDING_DELAY);
  await measure("", registry.connect(leaver).withdrawBond());
  await measure("", registry.connect(council).remove(removed!));
  await measure("", registry.connect(council).slash(slashed!, BOND / 2n, id("reason")));
  await measure("", registry.connect(admin).setBondRequired(2n * BOND));
}
