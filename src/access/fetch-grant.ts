import { join } from "node:path";
import type { Collective } from "../chain/collective.ts";
import type { DeploymentRecord } from "../chain/deployment-record.ts";
import { finalizedBlock, type BlockRef } from "../chain/finality.ts";
import { contributionsInScope } from "../chain/grant-scope.ts";
import { readGrantStatus } from "../chain/grant-status.ts";
import { providerOf } from "../chain/provider-of.ts";
import { readGrants, type Grant } from "../chain/read-grants.ts";
import { readRegistry } from "../chain/registry-history.ts";
import { readValidatorKeys } from "../chain/validator-keys.ts";
import type { AgeIdentity } from "../encryption/age-identity.ts";
import { InvalidInputError } from "../primitives/errors.ts";
import type { Address } from "../primitives/identifiers.ts";
import { oneAtATime } from "../primitives/one-at-a-time.ts";
import type { BlobStore } from "../storage/blob-store.ts";
import { measureFile, removeUnfinished } from "../storage/private-file.ts";
import type { AskMeans } from "./ask-for-keys.ts";
import { askInTurn, inOrderFor } from "./ask-in-turn.ts";
import { archiveFile, readManifest, saveManifest, type Manifest, type ManifestEntry } from "./manifest.ts";
import { planFetch, type EarlierFetch } from "./plan-fetch.ts";

/** How far a fetch is. */
export type FetchProgress = { readonly settled: number; readonly total: number };

/** Who fetches what, with what, to where. */
export type FetchRequest = {
  /** Reads only. */
  readonly collective: Pick<Collective, "access" | "registry" | "tools" | "validators">;
  readonly record: DeploymentRecord;
  readonly grantId: number;
  /** Whose signatures `ask` gives: the grantee, or who signs for its smart account. */
  readonly signer: Address;
  /** The key that the grant names. */
  readonly identity: AgeIdentity;
  readonly ask: Omit<AskMeans, "grantId">;
  readonly blobs: Pick<BlobStore, "get">;
  /** The folder that receives the archives and the manifest; made if it is missing. */
  readonly out: string;
  readonly onProgress?: (progress: FetchProgress) => void;
};

/** A manifest that is written while much happens: at most once in this time, and at the end. */
const SAVE_EVERY_MS = 1_000;

/**
 * Fetches every archive in the scope of a grant into a folder, and writes a manifest of what came and what did not.
 *
 * Goes on where an earlier fetch into the same folder stopped: what lies there intact is asked of nobody again. One fetch
 * at a time may fill a folder.
 *
 * @throws {InvalidInputError} `ACCESS_UNKNOWN_GRANT`, `ACCESS_GRANT_NOT_USABLE` with its `status`, `ACCESS_OTHER_KEY`,
 * `ACCESS_NOT_GRANTEE`, `ACCESS_BAD_MANIFEST`, `ACCESS_OTHER_MANIFEST`; and `CHAIN_…` and `STORAGE_…` of the node and the folder.
 */
export async function fetchGrant(request: FetchRequest): Promise<Manifest> {
  const { collective, record, grantId, out } = request;
  const block = await finalizedBlock(providerOf(collective.access), record.finality);
  const range = { fromBlock: record.deployedAtBlock, toBlock: block.number };
  const grant = await usableGrant(request, block);
  const contributions = new Map((await readRegistry(collective.registry, range)).map((item) => [item.id, item]));
  const plan = planFetch(contributions, grant.purpose, await readEarlier(request, grant));
  const sources = inOrderFor(grantId, await readValidatorKeys(collective.validators, range));

  const head = { chainId: record.chainId, access: record.contracts.access, grantId, policyHash: grant.policyHash };
  const entries = new Map(plan.entries.map((entry) => [archiveFile(entry), entry]));
  const manifest = (): Manifest => ({
    ...head,
    block: { number: block.number, hash: block.hash },
    contributions: [...entries.values()],
    toDelete: plan.toDelete,
  });
  await saveManifest(out, manifest());

  const keeper = keepManifest(request, entries, manifest);
  const waiting = contributionsInScope(contributions.values(), grant.purpose).filter(
    ({ id, version }) => entries.get(archiveFile({ contributionId: id, version }))?.status === "waiting",
  );
  try {
    await askInTurn(waiting, sources, {
      ask: { ...request.ask, grantId },
      archives: {
        identity: request.identity,
        registry: record.contracts.registry,
        chainId: BigInt(record.chainId),
        blobs: request.blobs,
        out,
      },
      settle: keeper.settle,
    });
  } finally {
    await keeper.save();
  }
  return manifest();
}

async function usableGrant(request: FetchRequest, block: BlockRef): Promise<Grant> {
  const { collective, record, grantId, identity } = request;
  const range = { fromBlock: record.deployedAtBlock, toBlock: block.number };
  const grants = await readGrants(collective.access, range);
  const grant = grants.get(grantId);
  if (grant === undefined) {
    throw new InvalidInputError("ACCESS_UNKNOWN_GRANT", `There is no grant ${grantId}; there are ${grants.size}.`, {
      hint: "See npx hardhat access grants. A new one counts once its block is final.",
    });
  }
  const status = await readGrantStatus(collective, grant, block);
  if (status !== "usable") {
    throw new InvalidInputError(
      "ACCESS_GRANT_NOT_USABLE",
      `Expected a usable grant, but grant ${grantId} is: ${status}.`,
      {
        context: { status },
        hint: "npx hardhat access grants shows what it waits for, as of the last final block.",
      },
    );
  }
  if (grant.granteeKey !== identity.recipient) {
    throw new InvalidInputError("ACCESS_OTHER_KEY", "Expected the identity file of the key that the grant names.", {
      context: { expected: grant.granteeKey, actual: identity.recipient },
      hint: "Use the file whose public key was in the proposal: --identity.",
    });
  }
  await requireSigner(request, grant);
  return grant;
}

/** A smart account decides itself whose signatures are its own; key services ask it. */
async function requireSigner({ collective, signer }: FetchRequest, { id, grantee }: Grant): Promise<void> {
  if (signer === grantee || (await providerOf(collective.access).getCode(grantee)) !== "0x") return;
  throw new InvalidInputError("ACCESS_NOT_GRANTEE", `Expected the account ${grantee}, got ${signer}.`, {
    hint: `Grant ${id} is its grantee's alone: choose another --account.`,
  });
}

/** What lies in the folder, of this grant; nothing of an interrupted fetch is left there. */
async function readEarlier({ record, out }: FetchRequest, grant: Grant): Promise<EarlierFetch> {
  const manifest = await readManifest(out);
  const present = new Set<string>();
  const intact = new Set<string>();
  if (manifest === undefined) return { manifest: { contributions: [], toDelete: [] }, present, intact };
  requireSameGrant(manifest, record, grant);
  await removeUnfinished(out);
  for (const old of [...manifest.toDelete, ...manifest.contributions]) {
    const file = archiveFile(old);
    await removeUnfinished(join(out, old.contributionId));
    const measure = await measureFile(join(out, file));
    if (measure === undefined) continue;
    present.add(file);
    if ("sha256" in old && old.sha256 === measure.sha256 && old.size === measure.size) intact.add(file);
  }
  return { manifest, present, intact };
}

function requireSameGrant({ grantId, chainId, access }: Manifest, record: DeploymentRecord, { id }: Grant): void {
  if (grantId === id && chainId === record.chainId && access === record.contracts.access) return;
  throw new InvalidInputError("ACCESS_OTHER_MANIFEST", "Expected a folder of this grant, got one of another.", {
    context: { grantId, chainId },
    hint: "Choose another folder for --out: each grant has conditions of its own.",
  });
}

function keepManifest(
  { out, onProgress }: FetchRequest,
  entries: Map<string, ManifestEntry>,
  manifest: () => Manifest,
): { settle: (entry: ManifestEntry) => Promise<void>; save: () => Promise<void> } {
  const total = entries.size;
  let settled = [...entries.values()].filter(({ status }) => status !== "waiting").length;
  let savedAt = performance.now();
  const queue = oneAtATime();
  const save = (): Promise<void> => queue(() => saveManifest(out, manifest()));
  onProgress?.({ settled, total });
  return {
    async settle(entry) {
      entries.set(archiveFile(entry), entry);
      settled++;
      onProgress?.({ settled, total });
      if (performance.now() - savedAt < SAVE_EVERY_MS) return;
      savedAt = performance.now();
      await save();
    },
    save,
  };
}
