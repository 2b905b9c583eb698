import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { CollectiveError } from "../../primitives/errors.ts";
import type { Hex32 } from "../../primitives/identifiers.ts";
import { hex32, integer, MAX_UINT32, objectOf, parseJson, uint } from "../../rewards/document-reader.ts";
import type { EpochReport } from "../../rewards/epoch-inputs.ts";
import { readFromFolder } from "../../storage/folder-source.ts";

/** The manifest of 208 validators takes a tenth of it. */
const MAX_MANIFEST_BYTES = 2 ** 20;

const readReport = objectOf<EpochReport>({
  root: hex32,
  totalCumulative: uint(128),
  leafCount: integer(2, MAX_UINT32),
  filesBitmap: uint(208),
  inputsHash: hex32,
  artifactHash: hex32,
  rulesetHash: hex32,
  prevRoot: hex32,
});

/**
 * Finds the report that was stated before, in the bundles that this node has published: what it would calculate now may be
 * another one, since others have reported or revealed files have come meanwhile. Undefined when it is not there.
 *
 * @param folder - the root of the published bundles.
 * @param digestOf - of a report, as it is voted for.
 */
export async function keptReport(
  folder: string,
  { epoch, digest }: { readonly epoch: number; readonly digest: Hex32 },
  digestOf: (report: EpochReport) => Promise<Hex32>,
): Promise<EpochReport | undefined> {
  const names = await readdir(join(folder, "epochs", String(epoch))).catch(() => []);
  for (const name of names.filter((each) => /^[0-9a-f]{64}$/.test(each))) {
    const report = await readFromFolder(folder, `epochs/${epoch}/${name}/manifest.json`, MAX_MANIFEST_BYTES)
      .then((bytes) => readReport((parseJson(bytes) as { report?: unknown }).report, "$.report"))
      .catch(passOver);
    if (report !== undefined && (await digestOf(report)) === digest) return report;
  }
  return undefined;
}

function passOver(error: unknown): undefined {
  if (error instanceof CollectiveError) return undefined;
  throw error;
}
