import { mined } from "../../src/chain/send-transaction.ts";
import { InvalidInputError } from "../../src/primitives/errors.ts";
import { toAddress, toHex32, type Hex32 } from "../../src/primitives/identifiers.ts";
import { openAccount, openDeployment, type OpenAccount } from "../open-deployment.ts";
import { runAction, type CommonArguments, type Outcome } from "../run-action.ts";
import { deleteStored, describeDeletion, makeDue, openJournal, retryDeletions, wishFor } from "./delete-stored.ts";
import { signOnly, type SigningOptions } from "./sign-only.ts";

type Arguments = CommonArguments & SigningOptions & Record<"id" | "store" | "journal", string> & { retry: boolean };

const REMOVED = 2n;

/** `contribute remove <id>`: ends a contribution for ever, and deletes what is stored of it. */
export default runAction(async (options: Arguments, hre): Promise<Outcome> => {
  const { id, store, account, retry } = options;
  const warnings: string[] = [];
  const journal = openJournal(options.journal, (line) => warnings.push(line));
  if (retry === (id !== "")) {
    throw new InvalidInputError("SCRIPT_USAGE", "Expected either the id of a contribution or --retry.");
  }
  if (retry) return retryDeletions(await openDeployment(hre), journal);
  const contributionId = toHex32(id);
  if (options.signOnly !== "") {
    const signed = await signOnly(hre, options, { action: "remove", contributionId });
    return {
      ...signed,
      lines: [...signed.lines, "Nothing was deleted yet: once it is sent, `contribute remove` does that."],
    };
  }
  const opened = await openAccount(hre, account);
  const wish = wishFor(opened, { contributionId, replacedBy: null }, store);
  const gasUsed = await makeDue(journal, wish, () => removeOnChain(opened, contributionId));
  const { lines, document, isPending } = describeDeletion(await deleteStored(opened, wish, journal));
  return {
    lines: [
      `${contributionId} is removed: it will never be scored, granted or paid again.`,
      ...lines,
      ...warnings,
      "Whoever already read it can not be made to forget it.",
    ],
    document: { id: contributionId, status: "removed", ...document, gasUsed },
    isPending,
  };
});

/** The gas of the removal; null when it was removed before, so that what was stopped can be called again. */
async function removeOnChain({ collective, signer }: OpenAccount, contributionId: Hex32): Promise<bigint | null> {
  const { status, owner } = await collective.registry.contributionOf(contributionId);
  if (status === REMOVED && toAddress(owner) === toAddress(signer.address)) return null;
  return (await mined(collective.registry.remove(contributionId))).gasUsed;
}
