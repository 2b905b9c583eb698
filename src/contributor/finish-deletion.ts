import { deleteEverywhere, type DeletionOutcome, type NamedStore } from "./delete-everywhere.ts";
import type { DeletionJournal, PendingDeletion } from "./deletion-journal.ts";

/**
 * Deletes what a journal entry names, in the stores that it names, and writes down what is left to do: nothing strikes the
 * entry out.
 */
export async function finishDeletion(
  deletion: PendingDeletion,
  journal: DeletionJournal,
  open: (address: string) => NamedStore["open"],
): Promise<DeletionOutcome> {
  const stores = deletion.stores.map((address) => ({ address, open: open(address) }));
  const outcome = await deleteEverywhere(deletion.versions, stores);
  if (outcome.pending.length === 0) await journal.remove(deletion);
  else await journal.write({ ...deletion, versions: outcome.versions, stores: outcome.pending });
  return outcome;
}
