import type { RegisteredContribution } from "../chain/registry-history.ts";
import { CollectiveError } from "../primitives/errors.ts";
import type { Hex32 } from "../primitives/identifiers.ts";
import { mapInTurns } from "../primitives/map-in-turns.ts";
import type { BlobReference } from "../storage/blob-store.ts";
import { askForKeys, type AskMeans, type KeySource } from "./ask-for-keys.ts";
import { fetchArchive, findPayload, openReleasedKey, type ArchiveMeans } from "./fetch-archive.ts";
import { MAX_ACCESSES, type KeyAnswer } from "./key-protocol.ts";
import { archiveFile, type InVain, type ManifestEntry } from "./manifest.ts";

/** With what contributions are fetched. */
export type FetchMeans = {
  readonly ask: AskMeans;
  readonly archives: ArchiveMeans;
  /** Told about each contribution once, when it is known what came of it. */
  readonly settle: (entry: ManifestEntry) => Promise<void>;
};

/** A contribution on its way. */
type Wanted = {
  readonly contribution: RegisteredContribution;
  readonly inVain: InVain[];
  /** Public halves of the keys that did not open it: nobody's word is needed to know that they do not. */
  readonly badKeys: Set<string>;
  payload?: BlobReference;
};

/** Archives that are decrypted at once. */
const ARCHIVES_AT_ONCE = 2;
const ENVELOPES_AT_ONCE = 8;

/** What a key service says that another one would say too, as long as both see the same chain. */
const REFUSALS: ReadonlySet<string> = new Set([
  "KEYS_GRANT_UNFUNDED",
  "KEYS_GRANT_COOLING_OFF",
  "KEYS_GRANT_EXPIRED",
  "KEYS_GRANT_REVOKED",
  "KEYS_TOOL_WITHDRAWN",
  "KEYS_ACCESS_PAUSED",
  "KEYS_GRANT_NOT_USABLE",
  "KEYS_UNUSABLE_KEY",
  "KEYS_BELOW_FLOOR",
  "KEYS_UNKNOWN_CONTRIBUTION",
  "KEYS_REMOVED",
  "KEYS_NO_CONSENT",
  "KEYS_NO_ACCESS",
  "KEYS_STALE_VERSION",
  "KEYS_OUT_OF_REACH",
]);
/** The disk here is at fault, so that nothing else will go better. */
const FATAL: readonly string[] = ["STORAGE_FULL", "STORAGE_READ_ONLY"];

/**
 * Fetches contributions with the help of validators' key services, one after the other, until each has been opened or all
 * were asked. Any one honest service that holds the key is enough; what the others do only costs time.
 *
 * @throws {CollectiveError} `STORAGE_FULL` and `STORAGE_READ_ONLY` of the folder; what else fails is settled.
 */
export async function askInTurn(
  contributions: readonly RegisteredContribution[],
  sources: readonly KeySource[],
  means: FetchMeans,
): Promise<void> {
  const left = new Map<Hex32, Wanted>();
  for (const contribution of contributions) {
    left.set(contribution.id, { contribution, inVain: [], badKeys: new Set() });
  }
  for (const source of sources) {
    const wanted = [...left.values()];
    for (let start = 0; start < wanted.length; start += MAX_ACCESSES) {
      const batch = wanted.slice(start, start + MAX_ACCESSES);
      const isWilling = await askOne(source, batch, left, means);
      if (!isWilling) break;
    }
  }
  for (const { contribution, inVain } of left.values()) await means.settle(settledInVain(contribution, inVain));
}

/** Asks one service for one batch. Gives whether it is worth asking for the next. */
async function askOne(
  source: KeySource,
  batch: readonly Wanted[],
  left: Map<Hex32, Wanted>,
  means: FetchMeans,
): Promise<boolean> {
  const ready = await withPayloads(batch, left, means);
  if (ready.length === 0) return true;
  const note = (wanted: Wanted, code: string): void => {
    wanted.inVain.push({ validator: source.account, code });
  };
  let answer: KeyAnswer;
  try {
    const accesses = ready.map(({ contribution }) => ({
      contributionId: contribution.id,
      version: contribution.version,
    }));
    answer = await askForKeys(source, accesses, means.ask);
  } catch (error) {
    const code = codeIn(error);
    for (const wanted of ready) note(wanted, code);
    return false;
  }
  const wraps = new Map(answer.released.map(({ contributionId, wrap }) => [contributionId, wrap]));
  const refused = new Map(answer.refused.map(({ contributionId, code }) => [contributionId, code]));
  await mapInTurns(ready, ARCHIVES_AT_ONCE, async (wanted) => {
    const { id } = wanted.contribution;
    const wrap = wraps.get(id);
    if (wrap === undefined) note(wanted, refused.get(id) ?? "ACCESS_NO_ANSWER");
    else await open(wanted, wrap, { source, note, left }, means);
  });
  return true;
}

/** Those whose envelopes can be had; for the others no key would help. */
async function withPayloads(
  batch: readonly Wanted[],
  left: Map<Hex32, Wanted>,
  { archives, settle }: FetchMeans,
): Promise<Wanted[]> {
  await mapInTurns(batch, ENVELOPES_AT_ONCE, async (wanted) => {
    try {
      wanted.payload ??= await findPayload(wanted.contribution, archives.blobs);
    } catch (error) {
      left.delete(wanted.contribution.id);
      await settle({ ...nameOf(wanted.contribution), status: "failed", code: codeIn(error), inVain: wanted.inVain });
    }
  });
  return batch.filter(({ payload }) => payload !== undefined);
}

type Turn = {
  readonly source: KeySource;
  readonly note: (wanted: Wanted, code: string) => void;
  readonly left: Map<Hex32, Wanted>;
};

async function open(wanted: Wanted, wrap: Uint8Array, { source, note, left }: Turn, means: FetchMeans): Promise<void> {
  const { contribution, payload, badKeys, inVain } = wanted;
  const { archives, settle } = means;
  let publicKey = "";
  try {
    const key = await openReleasedKey(contribution, wrap, archives);
    publicKey = key.recipient;
    if (payload === undefined || badKeys.has(publicKey)) {
      note(wanted, "ENCRYPTION_CORRUPT");
      return;
    }
    const { sha256, size } = await fetchArchive(contribution, payload, key, archives);
    left.delete(contribution.id);
    const name = nameOf(contribution);
    await settle({ ...name, status: "done", file: archiveFile(name), sha256, size, validator: source.account });
  } catch (error) {
    const code = codeIn(error);
    if (FATAL.includes(code)) throw error;
    badKeys.add(publicKey);
    if (code.startsWith("ENCRYPTION_") && code !== "ENCRYPTION_BLOB_MISMATCH") {
      note(wanted, code);
      return;
    }
    left.delete(contribution.id);
    await settle({ ...nameOf(contribution), status: "failed", code, inVain });
  }
}

/** A refusal that the chain explains says more than a service that was not there. */
function settledInVain(contribution: RegisteredContribution, inVain: readonly InVain[]): ManifestEntry {
  const refusal = inVain.find(({ code }) => REFUSALS.has(code));
  const code = refusal?.code ?? inVain.at(-1)?.code ?? "ACCESS_NO_SERVICE";
  return { ...nameOf(contribution), status: refusal === undefined ? "failed" : "refused", code, inVain };
}

function nameOf({ id, version }: RegisteredContribution): { contributionId: Hex32; version: number } {
  return { contributionId: id, version };
}

/** What a service refused with is told as its own code; everything else by ours. */
function codeIn(error: unknown): string {
  if (!(error instanceof CollectiveError)) throw error;
  return error.code === "ACCESS_SERVICE_REFUSED" ? String(error.context.code) : error.code;
}

/** The order in which validators are asked: the same for a grant each time, so that a second try finds its receipts. */
export function inOrderFor(grantId: number, sources: readonly KeySource[]): readonly KeySource[] {
  const reachable = sources.filter(({ endpoint }) => endpoint !== "");
  const start = reachable.length === 0 ? 0 : grantId % reachable.length;
  return [...reachable.slice(start), ...reachable.slice(0, start)];
}
