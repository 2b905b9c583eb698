import { randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { prepareContribution } from "../../src/contributor/prepare-contribution.ts";
import { identityFromSeed } from "../../src/encryption/age-identity.ts";
import { toAddress, toHex32, type Address, type Hex32 } from "../../src/primitives/identifiers.ts";
import { rulesetHash, rulesetV1 } from "../../src/scoring/ruleset.ts";
import { createDiskStore } from "../../src/storage/disk-store.ts";
import type { MeasureJob } from "../../src/validator/database/measure-queue.ts";
import { startAnvil } from "../../test/helpers/development-node.ts";
import { openCollective } from "../../test/helpers/node-collective.ts";
import { runProgram } from "../../test/helpers/run-program.ts";
import { archiveFiles } from "../export/archive-files.ts";

/** A chain with contributions, and all that a scorer is told but its database. */
export type ScoringStage = {
  readonly owner: Address;
  readonly environment: Readonly<Record<string, string>>;
  /** The jobs of the contributions with archives of each size, in megabytes of JSON. */
  readonly jobs: ReadonlyMap<number, readonly MeasureJob[]>;
  readonly stop: () => Promise<void>;
};

const OWNER = 6;

/** Deploys to a new anvil, and contributes so many archives of each size (megabytes of JSON), all under keys of their own. */
export async function setScoringStage(counts: ReadonlyMap<number, number>): Promise<ScoringStage> {
  const folder = mkdtempSync(join(tmpdir(), "bench-validator-"));
  const node = await startAnvil("--accounts", "12");
  const { exitCode, stderr } = await runProgram("npm", ["run", "deploy", "--", "--network", "localhost"], {
    LOCALHOST_RPC_URL: node.url,
  });
  if (exitCode !== 0) throw new Error(`the deployment failed: ${stderr}`);
  const { recipient, reveal } = await newIdentity();
  writeFileSync(join(folder, "identity.txt"), `${reveal}\n`, { mode: 0o600 });
  writeFileSync(join(folder, "fingerprint-key"), `${"5".repeat(32)}\n`, { mode: 0o600 });
  const { owner, contribute } = await contributor(node.url, join(folder, "blobs"), recipient);
  const jobs = new Map<number, MeasureJob[]>();
  for (const [megabytes, count] of counts) {
    const zip = readFileSync(archiveFiles(megabytes).zip);
    const ruleset = rulesetHash(rulesetV1);
    const made: MeasureJob[] = [];
    for (let index = 0; index < count; index++) {
      made.push({ contribution: await contribute(zip), version: 1, ruleset });
    }
    jobs.set(megabytes, made);
  }
  return {
    owner,
    jobs,
    environment: {
      LOCALHOST_RPC_URL: node.url,
      VALIDATOR_RPC_URLS: `${node.url},${node.url.replace("127.0.0.1", "localhost")}`,
      VALIDATOR_IDENTITY: join(folder, "identity.txt"),
      VALIDATOR_FINGERPRINT_KEY_FILE: join(folder, "fingerprint-key"),
      VALIDATOR_STORE: join(folder, "blobs"),
    },
    stop: async () => {
      await node.stop();
      rmSync(folder, { recursive: true });
    },
  };
}

async function newIdentity(): Promise<{ readonly recipient: string; readonly reveal: string }> {
  const identity = await identityFromSeed(randomBytes(32));
  return { recipient: identity.recipient, reveal: identity.reveal() };
}

/** Who seals zips for the validator, stores and registers them. */
async function contributor(url: string, store: string, recipient: string) {
  const { provider, record, as } = openCollective(url);
  const signer = await provider.getSigner(OWNER);
  const owner = toAddress(await signer.getAddress());
  const { registry } = await as(OWNER);
  const blobs = await createDiskStore(store);
  const contribute = async (zip: Uint8Array): Promise<Hex32> => {
    const { ciphertextHash, uri } = await prepareContribution({
      ...{ zip, owner, registry: record.contracts.registry, chainId: BigInt(record.chainId), blobs, randomBytes },
      validatorRecipients: [recipient],
      signTypedData: ({ domain, types, message }) =>
        signer.signTypedData(domain, { ArchiveKey: [...types.ArchiveKey] }, message),
    });
    const index = await registry.contributionCount(owner);
    await (await registry.contribute(ciphertextHash, 1, uri)).wait();
    return toHex32(await registry.contributionIdOf(owner, index));
  };
  return { owner, contribute };
}
