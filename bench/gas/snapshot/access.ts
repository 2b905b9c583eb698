import {
  accessStates,
  contribute,
  GRANTEE_KEY,
  termsOf,
  TOOL,
  toolArguments,
} from "../../../test/contracts/dataset-access-fixture.ts";
import { DAY } from "../../../test/contracts/reward-system-fixture.ts";
import { openChain } from "../stage.ts";
import type { Recorder } from "./recorder.ts";

/** The most entries of one call of `recordAccess`. */
const FULL_BATCH = 200;

/** What votes decide about tools and grants, what a data user pays, and the receipts of a validator. */
export async function measureAccess(recorder: Recorder): Promise<void> {
  const connection = await openChain();
  const system = await accessStates(connection).usableFixture();
  const { tools, access, validators, grantee, toolId, contributionId, alice } = system;
  await measureTools(recorder, system);
  const measure = recorder.of("DatasetAccess", access);
  const asGrantee = access.connect(grantee);
  const another = { ...TOOL, name: "Journal 3.0" };
  await tools.approveTool(...toolArguments(another));
  const free = { price: 0n, toolId: await tools.toolIdOf(...toolArguments(another)) };

  await measure("a paid one", access.createGrant(termsOf(grantee, toolId), GRANTEE_KEY));
  await measure("a free one", access.createGrant(termsOf(grantee, toolId, free), GRANTEE_KEY));
  await measure("", asGrantee.fund(2n));
  const asValidator = access.connect(validators[0]);
  const entry = { contributionId, version: 1n };
  await measure("1 receipt", asValidator.recordAccess(1n, [entry]));
  const batch = [];
  for (let i = 0; i < FULL_BATCH; i++) batch.push({ contributionId: await contribute(system, alice, 1n), version: 1n });
  await measure("10 receipts", asValidator.recordAccess(1n, batch.slice(0, 10)));
  await measure(`${FULL_BATCH} receipts`, asValidator.recordAccess(1n, batch));
  await measure("", system.asGuardian.revoke(1n));
  await measure("", access.setCoolingOff(8n * DAY));
  await measure("", access.setAnonymityFloor(6n));
  await measure("", system.asGuardian.pause());
  await measure("", access.unpause());
}

async function measureTools(
  recorder: Recorder,
  { tools }: Awaited<ReturnType<ReturnType<typeof accessStates>["usableFixture"]>>,
): Promise<void> {
  const measure = recorder.of("ToolRegistry", tools);
  const other = { ...TOOL, name: "Journal 2.0" };

  await measure("", tools.definePurpose(7n, "Teaching", "https://purposes.example/teaching/"));
  await measure("", tools.approveTool(...toolArguments(other)));
  await measure("", tools.withdrawTool(await tools.toolIdOf(...toolArguments(other))));
}
