import { previewUnits } from "../../../scripts/contribute/preview-units.ts";
import { readArchive } from "../../../src/export/read-archive.ts";
import { gatherInsights, type Insights } from "../../../src/insights/gather.ts";
import { generateExport } from "../../../src/synthetic/generate-export.ts";

/** What an export of an invented person says: a conversation a day for some months, in English. */
export async function someInsights(conversations = 90): Promise<Insights> {
  const zip = generateExport({ seed: 11, conversations, era: "slim", startAt: 1_672_531_200, conversationsPerDay: 1 });
  const archive = await readArchive(new Blob([Uint8Array.from(zip)]));
  return gatherInsights(archive, { timeZone: "UTC", score: previewUnits });
}
