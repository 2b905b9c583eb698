import { join } from "node:path";
import { journalsFolder } from "../../deploy/deployment-files.ts";
import {
  openDeletionJournal,
  type DeletionJournal,
  type PendingDeletion,
} from "../../src/contributor/deletion-journal.ts";
import type { DeletionOutcome } from "../../src/contributor/delete-everywhere.ts";
import { finishDeletion } from "../../src/contributor/finish-deletion.ts";
import { isDeletionDue, planDeletion } from "../../src/contributor/plan-deletion.ts";
import { CollectiveError, InvalidInputError } from "../../src/primitives/errors.ts";
import type { Hex32 } from "../../src/primitives/identifiers.ts";
import type { OpenDeployment } from "../open-deployment.ts";
import type { Outcome } from "../run-action.ts";
import { openExistingStore, storeAddresses } from "../open-stores.ts";

/** What of a contribution is to be deleted. */
export type DeletionWish = { readonly contributionId: Hex32; readonly replacedBy: number | null };

/**
 * The journal in the folder that `--journal` names; without one beside what a deployment keeps on this machine. A journal
 * that cannot be written stops nobody from removing: `warn` is told instead.
 */
export function openJournal(folder: string, warn: (line: string) => void): DeletionJournal {
  const journal = openDeletionJournal(folder === "" ? join(journalsFolder, "deletions") : folder);
  const forgive = (error: unknown): void => {
    if (!(error instanceof CollectiveError)) throw error;
    warn(`This deletion could not be written down (${error.code}): if it is not done now, call this again yourself.`);
  };
  return {
    read: journal.read,
    write: (deletion) => journal.write(deletion).catch(forgive),
    remove: (deletion) => journal.remove(deletion).catch(forgive),
  };
}

/** A deletion to write down before the chain is told: its versions are looked up when it is due. */
export function wishFor(
  { record }: Pick<OpenDeployment, "record">,
  wish: DeletionWish,
  store: string,
): PendingDeletion {
  const { chainId, contracts } = record;
  return { chainId, registry: contracts.registry, ...wish, versions: [], stores: storeAddresses(store) };
}

/**
 * Writes a deletion down, so that nothing that stops this command makes it forgotten, and does what makes it due on the
 * chain. A refusal strikes it out again.
 */
export async function makeDue<Result>(
  journal: DeletionJournal,
  wish: PendingDeletion,
  act: () => Promise<Result>,
): Promise<Result> {
  await journal.write(wish);
  try {
    return await act();
  } catch (error) {
    if (error instanceof InvalidInputError) await journal.remove(wish);
    throw error;
  }
}

/** Looks up what of a contribution is stored, and deletes it from its stores, as far as they answer. */
export async function deleteStored(
  { collective, record, connection }: Pick<OpenDeployment, "collective" | "record" | "connection">,
  deletion: PendingDeletion,
  journal: DeletionJournal,
): Promise<DeletionOutcome> {
  const toBlock = await connection.ethers.provider.getBlockNumber();
  const plan = await planDeletion({
    ...deletion,
    registry: collective.registry,
    registryAddress: deletion.registry,
    range: { fromBlock: record.deployedAtBlock, toBlock },
    known: deletion.versions,
  });
  return finishDeletion(plan, journal, (address) => () => openExistingStore(address));
}

/** The lines and the document that say what was deleted and what was not. */
export function describeDeletion({ stores, versions, pending, unreadable }: DeletionOutcome) {
  const deleted = stores.reduce((sum, store) => sum + store.deleted, 0);
  const unknown = versions.filter(({ blobs }) => blobs === null).length;
  const lines = [
    ...stores.map(({ address, deleted: here, failure }) =>
      failure === null
        ? `${here} encrypted files were deleted from ${address}.`
        : `NOT DONE in ${address}: ${failure.message} (${failure.code}); ${here} encrypted files were deleted there.`,
    ),
    ...(unknown > 0 && pending.length === 0 ? [`Of ${unknown} versions these stores hold nothing.`] : []),
    ...unreadable.map((code) => `A locator on chain leads to nothing of yours (${code}): nothing is deleted by it.`),
    ...(pending.length > 0 ? ["Run `npx hardhat contribute remove --retry` when these stores answer again."] : []),
  ];
  return { lines, document: { deleted, pending, unreadable }, isPending: pending.length > 0 };
}

/** Goes on with every deletion in the journal that the chain says is due. */
export async function retryDeletions(opened: OpenDeployment, journal: DeletionJournal): Promise<Outcome> {
  const { collective, record } = opened;
  const { registry } = record.contracts;
  const own = (await journal.read()).filter((entry) => entry.chainId === record.chainId && entry.registry === registry);
  const lines: string[] = [];
  const document: unknown[] = [];
  let isPending = false;
  for (const entry of own) {
    const { contributionId } = entry;
    if (!(await isDeletionDue(collective.registry, entry))) {
      lines.push(`${contributionId}: waits, for the chain has no removal or later version of it yet.`);
      document.push({ contributionId, status: "waiting" });
      isPending = true;
      continue;
    }
    const described = describeDeletion(await deleteStored(opened, entry, journal));
    lines.push(...described.lines.map((line) => `${contributionId}: ${line}`));
    document.push({ contributionId, status: described.isPending ? "pending" : "done", ...described.document });
    isPending ||= described.isPending;
  }
  return { lines: lines.length === 0 ? ["Nothing is left to delete."] : lines, document, isPending };
}
