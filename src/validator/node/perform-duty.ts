import { formatLocator } from "../../storage/locator.ts";
import type { Judgement } from "../next-duty.ts";
import type { NodeDuty } from "./node-event.ts";
import type { NodeMeans } from "./node-means.ts";
import { confirmReport, publishReport } from "./report-epoch.ts";
import { judgeRoot, opposeRoot } from "./judge-root.ts";
import { scoredWork } from "./scored-work.ts";
import { settleEpoch } from "./settle-epoch.ts";

/**
 * Carries one duty out. Each may be repeated at any time, also after it was done or was interrupted anywhere: what was
 * stated is stated again, never anew, and what was sent is not sent twice.
 *
 * @returns what was found, of a root that was to be judged.
 * @throws {CollectiveError} whatever kept it from being done.
 */
export async function performDuty(duty: NodeDuty, means: NodeMeans): Promise<Judgement | undefined> {
  const { epoch } = duty;
  const { distributor } = means.collective;
  switch (duty.kind) {
    case "settle":
      await settleEpoch(epoch, means);
      return undefined;
    case "commit":
      await commit(epoch, means);
      return undefined;
    case "reveal":
      await reveal(epoch, means);
      return undefined;
    case "report":
      await publishReport(duty, means);
      return undefined;
    case "confirm":
      await confirmReport(duty, means);
      return undefined;
    case "judge":
      return judgeRoot(duty, means);
    case "veto":
      await opposeRoot(duty, means);
      return undefined;
    case "activate":
      await means.send(`activate ${epoch}.${duty.attempt}`, await distributor.activate.populateTransaction(epoch));
      return undefined;
    case "skip":
      await means.send(`skip ${epoch}`, await distributor.skipEpoch.populateTransaction(epoch));
      return undefined;
  }
}

async function commit(epoch: number, means: NodeMeans): Promise<void> {
  const { sha256: digest } = await scoredWork(epoch, means);
  await means.history.state({ kind: "scores", epoch, attempt: 0, digest });
  const { commitments } = means.collective;
  await means.send(`commit ${epoch}`, await commitments.commitScores.populateTransaction(epoch, digest));
}

/** Only now others may see the file: copies of it would have been worth something before. */
async function reveal(epoch: number, means: NodeMeans): Promise<void> {
  const { file } = await scoredWork(epoch, means);
  const { sha256 } = await means.blobs.put(file);
  const { commitments } = means.collective;
  const uri = formatLocator(sha256);
  await means.send(`reveal ${epoch}`, await commitments.revealScores.populateTransaction(epoch, uri));
}
