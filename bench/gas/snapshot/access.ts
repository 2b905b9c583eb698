import {
  contribute,
  COOLING_OFF,
  deployAccess,
  GRANTEE_KEY,
  termsOf,
  TOOL,
  toolArguments,
} from "../../../test/contracts/dataset-access-fixture.ts";
import { DAY } from "../../../test/contracts/reward-system-fixture.ts";
import { openChain } from "../stage.ts";
import type { Recorder } from "./recorder.ts";

const LARGEST_BATCH = 200;

/** What votes, data users, validators and the guardian do about tools, grants and receipts. */
export async function measureAccess(recorder: Recorder): Promise<void> {
  const connection = await openChain();
  const { time } = connection.networkHelpers;
  const system = await deployAccess(connection);
  const { access, tools, admin, grantee, payer, asGuardian, alice } = system;
  const ofTools = recorder.of("ToolRegistry", tools);
  await ofTools("", tools.definePurpose(7n, "Teaching", "https://purposes.example/teaching/1.0/"));
  await ofTools("", tools.approveTool(...toolArguments(TOOL)));
  const toolId = await tools.toolIdOf(...toolArguments(TOOL));

  const measure = recorder.of("DatasetAccess", access);
  await measure("the first", access.createGrant(termsOf(grantee, toolId), GRANTEE_KEY));
  await measure("a later one", access.createGrant(termsOf(grantee, toolId), GRANTEE_KEY));
  await access.createGrant(termsOf(grantee, toolId), GRANTEE_KEY);
  await measure("the first of an epoch", access.connect(payer).fund(1n));
  await measure("a later one of an epoch", access.connect(payer).fund(2n));
  await measure("", asGuardian.revoke(2n));
  await measure("", access.setCoolingOff(COOLING_OFF + DAY));
  await measure("", access.setAnonymityFloor(20n));

  const ids: string[] = [];
  while (ids.length < LARGEST_BATCH) ids.push(await contribute(system, alice, 1n));
  await time.increaseTo((await access.grantOf(1n)).startsAt);
  const asValidator = access.connect(system.validators[0]);
  const batchOf = (count: number, version = 1n) =>
    ids.slice(0, count).map((contributionId) => ({ contributionId, version }));
  await measure("1 receipt", asValidator.recordAccess(1n, batchOf(1)));
  await measure("10 receipts", asValidator.recordAccess(1n, batchOf(10)));
  await measure("200 receipts", asValidator.recordAccess(1n, batchOf(LARGEST_BATCH)));
  await measure("10 skipped", asValidator.recordAccess(1n, batchOf(10, 2n)));
  // Asking costs nothing; this is what the answer takes, with the 21,000 of a transaction and its data.
  await measure("sent as a transaction", asValidator.getFunction("canAccess").send(1n, ids[0]!));

  await measure("", asGuardian.pause());
  await measure("", access.connect(admin).unpause());
  await ofTools("", tools.withdrawTool(toolId));
}
