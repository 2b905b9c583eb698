import Table from "cli-table3";
import { providerOf } from "../../src/chain/provider-of.ts";
import { readValidatorStatus } from "../../src/chain/validator-status.ts";
import { nextDuty } from "../../src/validator/next-duty.ts";
import { phaseEnd, phaseOf } from "../../src/validator/operator/epoch-phase.ts";
import { readEpochView } from "../../src/validator/read-epoch-view.ts";
import { runAction, type CommonArguments } from "../run-action.ts";
import { askNode } from "./ask-node.ts";
import { openValidatorToRead } from "./open-validator.ts";
import { statusRows } from "./status-table.ts";

/** `validate status`: the oldest unsettled epoch, what this validator has to do about it, and how its node is. */
export default runAction(async ({ account }: CommonArguments & { account: number }, hre) => {
  const { collective, validator } = await openValidatorToRead(hre, account);
  const { validators, token, schedule } = collective;
  const status = await readValidatorStatus(validators, validator);
  const sight = await readEpochView(collective, validator);
  const { epoch, attempt, view } = sight;
  const duty = nextDuty(view);
  const running = Number(await schedule.currentEpoch());
  const [bondWei, gptWei] = [await validators.bondOf(validator), await token.balanceOf(validator)];
  const balanceWei = await providerOf(validators).getBalance(validator);
  const node = await askNode();
  const files = { revealed: view.filesRevealed, required: view.filesRequired };
  const coins = (Number(balanceWei / 10n ** 12n) / 1e6).toFixed(4);
  const table = new Table({ style: { head: [], border: [] } });
  table.push(...statusRows({ validator, status, sight, duty, running, files, coins, bondWei, gptWei, node }));
  const own = { committed: view.committed, revealed: view.revealed, voted: view.voted, eligible: view.eligible };
  const seat = { validator, status, bondWei, gptWei, balanceWei };
  const progress = { epoch, attempt, running, phase: phaseOf(view), phaseEndsAt: phaseEnd(view), now: view.now };
  return {
    lines: [table.toString(), ...(status === "admitted" ? ["Take the seat first: npx hardhat validate register"] : [])],
    document: { ...seat, ...progress, own, files, duty, node },
  };
});
