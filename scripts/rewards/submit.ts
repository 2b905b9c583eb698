import { existsSync } from "node:fs";
import { toAddress } from "../../src/primitives/identifiers.ts";
import { bundleFiles, bundleFolder } from "../../src/rewards/bundle.ts";
import { writeBundle } from "../../src/storage/bundle-folder.ts";
import { openBundleSource } from "../../src/storage/bundle-source.ts";
import { castVote } from "../../src/validator/cast-vote.ts";
import { recomputeEpoch } from "../../src/validator/recompute-epoch.ts";
import { openAccount } from "../open-deployment.ts";
import { runAction, type CommonArguments } from "../run-action.ts";
import { describeBundleDifference, describeVote } from "./describe-vote.ts";
import { findBundleDifference } from "./find-bundle-difference.ts";
import { openExistingStore } from "../open-stores.ts";
import { publishingFolder } from "./submit-options.ts";

type Arguments = CommonArguments & {
  epoch: number;
  from: string;
  store: string;
  out: string;
  uri: string;
  account: number;
  dryRun: boolean;
};

/** `rewards submit`: calculates the next epoch as a validator, publishes the bundle on this machine and votes for it. */
export default runAction(async (given: Arguments, hre) => {
  const { epoch: which, from, account, dryRun } = given;
  const source = openBundleSource(from);
  const out = publishingFolder(given);
  const blobs = await openExistingStore(given.store);
  const { collective, record, signer } = await openAccount(hre, account);
  const { result, first } = await recomputeEpoch(collective, record, which, { blobs, source });
  const { report, document } = result;
  const { epoch } = document;

  const sources = out === from || !existsSync(out) ? [source] : [source, openBundleSource(out)];
  const difference = await findBundleDifference(sources, result, first);
  if (difference !== null) return describeBundleDifference(epoch, difference);

  const folder = bundleFolder(epoch, report.inputsHash);
  const ballot = { epoch, report, uri: given.uri === "" ? `file:${folder}` : given.uri };
  if (!dryRun) await writeBundle(out, folder, bundleFiles(result));
  const vote = await castVote(collective, toAddress(signer.address), ballot, dryRun);
  return describeVote({ result, first, vote, place: `${out}/${folder}`, dryRun });
});
