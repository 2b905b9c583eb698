import type { Manifest, ManifestEntry } from "../../src/access/manifest.ts";
import type { Outcome } from "../run-action.ts";

/** More than these are found in the manifest. */
const SHOWN = 10;

/** What came of a fetch. Not done as long as something failed that may go better at the next try. */
export function describeFetch(manifest: Manifest, out: string): Outcome {
  const { contributions, toDelete, grantId } = manifest;
  const of = (status: ManifestEntry["status"]) => contributions.filter((entry) => entry.status === status);
  const [done, refused, failed] = [of("done"), of("refused"), of("failed")];
  const reasons = [...refused, ...failed].flatMap((entry) =>
    "code" in entry
      ? [`${entry.status.padEnd(8)} ${entry.contributionId} version ${entry.version}: ${entry.code}`]
      : [],
  );
  const deletions = toDelete.map(({ file, code }) => `DELETE   ${file}: ${code}`);
  return {
    lines: [
      `grant ${grantId}: ${done.length} archives are in ${out}, ${refused.length} were refused, ${failed.length} failed`,
      ...shortened(reasons),
      ...shortened(deletions),
      ...(failed.length === 0 ? [] : ["Run the same command again for what failed: it goes on where it stopped."]),
      ...(toDelete.length === 0 ? [] : ["What has to be deleted may no longer be read: its owner took it back."]),
    ],
    document: manifest,
    ok: failed.length === 0,
  };
}

function shortened(lines: readonly string[]): readonly string[] {
  if (lines.length <= SHOWN) return lines;
  return [...lines.slice(0, SHOWN), `         and ${lines.length - SHOWN} more, see manifest.json`];
}
