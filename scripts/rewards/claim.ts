import { mined } from "../../src/chain/send-transaction.ts";
import { formatGpt } from "../../src/primitives/format-gpt.ts";
import { toAddress } from "../../src/primitives/identifiers.ts";
import { openBundleSource } from "../../src/storage/bundle-source.ts";
import { openAccount } from "../open-deployment.ts";
import { runAction, type CommonArguments } from "../run-action.ts";
import { findActiveRoot } from "./active-root.ts";
import { proveAccount } from "./prove-account.ts";

type Arguments = CommonArguments & { epoch: number; from: string; account: number; for: string };

/** `rewards claim`: pays an account what it earned, with a proof from one file of the bundle. Anyone may send it. */
export default runAction(async ({ epoch, from, account, for: beneficiary }: Arguments, hre) => {
  const source = openBundleSource(from);
  const { collective, record, signer } = await openAccount(hre, account);
  const payee = toAddress(beneficiary === "" ? signer.address : beneficiary);
  const proven = await proveAccount(source, await findActiveRoot(collective, record, epoch), payee);
  const before = await collective.token.balanceOf(payee);
  const { distributor } = collective;
  const { gasUsed } = await mined(distributor.claim(proven.epoch, payee, proven.cumulativeWei, [...proven.proof]));
  const amountWei = (await collective.token.balanceOf(payee)) - before;
  return {
    lines: [`${payee} was paid ${formatGpt(amountWei)} $GPT (gas ${gasUsed})`],
    document: { account: payee, epoch: proven.epoch, amountWei, gasUsed },
  };
});
