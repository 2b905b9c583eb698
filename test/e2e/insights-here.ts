import { previewUnits } from "../../scripts/contribute/preview-units.ts";
import { readArchive } from "../../src/export/read-archive.ts";
import { formatReport } from "../../src/insights/format-report.ts";
import { gatherInsights } from "../../src/insights/gather.ts";

/** The report on an export, made wherever this runs. */
export async function reportHere(zip: Blob): Promise<string> {
  const insights = await gatherInsights(await readArchive(zip), { timeZone: "UTC", score: previewUnits });
  return formatReport(insights, { isForSharing: false });
}
