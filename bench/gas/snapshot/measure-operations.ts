import { measureGovernor } from "./governor.ts";
import { measureAccess } from "./access.ts";
import { createRecorder, type Recorder, type Snapshot } from "./recorder.ts";
import { measureRegistry } from "./registry.ts";
import { measureClaimsOfOurs, measureRefusals, measureReserve, measureVotes } from "./rewards.ts";
import { measureToken } from "./token.ts";
import { measureValidators } from "./validators.ts";
import { measureVesting } from "./vesting.ts";

/** Each on a chain of its own, so that none changes what another one measures. */
const scenes: readonly ((recorder: Recorder) => Promise<void>)[] = [
  measureToken,
  measureVesting,
  measureRegistry,
  measureValidators,
  measureVotes,
  measureRefusals,
  measureClaimsOfOurs,
  measureReserve,
  measureGovernor,
  measureAccess,
];

/** Measures every operation of ours. The same code gives the same numbers in every run. */
export async function measureOperations(): Promise<Snapshot> {
  const recorder = createRecorder();
  for (const scene of scenes) await scene(recorder);
  return recorder.snapshot();
}
