import { formatGpt } from "../../src/primitives/format-gpt.ts";
import { toAddress } from "../../src/primitives/identifiers.ts";
import { openBundleSource } from "../../src/storage/bundle-source.ts";
import { openDeployment } from "../open-deployment.ts";
import { runAction, type CommonArguments } from "../run-action.ts";
import { findActiveRoot } from "./active-root.ts";
import { proveAccount } from "./prove-account.ts";

type Arguments = CommonArguments & { account: string; epoch: number; from: string };

/** `rewards proof <account>`: shows what an account has earned and the proof that the contract takes. */
export default runAction(async ({ account: named, epoch, from }: Arguments, hre) => {
  const [account, source] = [toAddress(named), openBundleSource(from)];
  const { collective, record } = await openDeployment(hre);
  const proven = await proveAccount(source, await findActiveRoot(collective, record, epoch), account);
  const [first, ...others] = proven.proof;
  return {
    lines: [
      `account     ${account}`,
      `epoch       ${proven.epoch}, root ${proven.root}`,
      `cumulative  ${formatGpt(proven.cumulativeWei)} $GPT, ${proven.cumulativeWei} wei`,
      `proof       ${first ?? ""}`,
      ...others.map((sibling) => `            ${sibling}`),
    ],
    document: proven,
  };
});
