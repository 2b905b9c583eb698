import { mkdirSync, rmSync } from "node:fs";
import { proveFromShard } from "../../src/merkle/prove-from-shard.ts";
import { shardPath } from "../../src/merkle/proof-shard.ts";
import { leafAt } from "../../src/merkle/reward-leaves.ts";
import { decodeShard } from "../../src/merkle/shard-file.ts";
import { bundleFiles, bundleFolder } from "../../src/rewards/bundle.ts";
import { calculateEpoch } from "../../src/rewards/calculate-epoch.ts";
import type { EpochResult } from "../../src/rewards/epoch-result.ts";
import { writeBundle } from "../../src/storage/bundle-folder.ts";
import { openBundleSource } from "../../src/storage/bundle-source.ts";
import { verifyBundle } from "../../scripts/rewards/verify-bundle.ts";
import { median, startClock, type Usage } from "../readings.ts";
import { bundlePlace, generatedEpoch, publishPrevious, type GeneratedEpoch } from "./generated-epoch.ts";
import { profileSteps, type Shares } from "./profile-steps.ts";
import { steps } from "./steps.ts";

/** What a subject found: what it took, or something of its own. */
export type Found = {
  readonly generate: null;
  readonly calculate: Usage;
  readonly profile: Shares;
  readonly verify: Usage;
  readonly prove: { readonly cpuMs: number; readonly shardBytes: number };
};

/** Runs one subject in this process and prints what it found: `run-subject.ts <subject> <contributors>`. */
const [subject, contributors] = process.argv.slice(2);
const generated = generatedEpoch(Number(contributors));
const place = bundlePlace(Number(contributors));
const subjects: { readonly [Name in keyof Found]: () => Promise<Found[Name]> } = {
  generate: () => Promise.resolve(null),
  calculate: async () => {
    clearPlace();
    const usage = startClock();
    await calculateAndPublish(generated);
    return usage();
  },
  profile: async () => {
    clearPlace();
    return profileSteps(
      steps.map(({ name }) => name),
      () => calculateAndPublish(generated),
    );
  },
  verify: async () => {
    const { report } = calculateEpoch(generated.inputs);
    publishPrevious(generated, place);
    const { contributions } = generated;
    const everContributed = contributions.length;
    const chain = { ...generated.inputs.chain, contributions, everContributed, report };
    const usage = startClock();
    const { ok, differences } = await verifyBundle({ reader: openBundleSource(place), chain });
    if (!ok) throw new Error(`the verifier disagrees: ${JSON.stringify(differences.slice(0, 3))}`);
    return usage();
  },
  prove: async () => {
    const { report, tree } = calculateEpoch(generated.inputs);
    const source = openBundleSource(place);
    const folder = bundleFolder(2, report.inputsHash);
    const times: number[] = [];
    const sizes: number[] = [];
    for (let index = 0; index < tree.leaves.count; index += Math.ceil(tree.leaves.count / 101)) {
      const { account } = leafAt(tree.leaves, index);
      const bytes = await source.read(`${folder}/${shardPath(account, report.leafCount)}`, 2 ** 24);
      const usage = startClock();
      proveFromShard(decodeShard(bytes), account, report.root);
      times.push(usage().cpuMs);
      sizes.push(bytes.length);
    }
    return { cpuMs: median(times), shardBytes: median(sizes) };
  },
};

console.log(JSON.stringify(await subjects[subject as keyof Found]()));

function clearPlace(): void {
  rmSync(place, { recursive: true, force: true });
  mkdirSync(place, { recursive: true });
}

async function calculateAndPublish({ inputs }: GeneratedEpoch): Promise<EpochResult> {
  const result = calculateEpoch(inputs);
  await writeBundle(place, bundleFolder(2, result.report.inputsHash), bundleFiles(result));
  return result;
}
