import { summariseArchive } from "../../src/export/summarise-archive.ts";
import { formatReport } from "../../src/insights/format-report.ts";
import { gatherInsights, type Insights } from "../../src/insights/gather.ts";
import { InvalidInputError } from "../../src/primitives/errors.ts";
import { writeSecretFile } from "../../src/storage/secret-file.ts";
import { runAction, type CommonArguments, type Outcome } from "../run-action.ts";
import { previewUnits } from "./preview-units.ts";
import { readExport } from "./read-export.ts";

type Arguments = CommonArguments & { file: string; out: string; zone: string; share: boolean };

/**
 * `contribute insights <zip>`: what an archive holds, in a few lines; with `--out` what it says about its owner, as a page in
 * one file. Nothing leaves this machine.
 */
export default runAction(async ({ file, out, zone, share }: Arguments) => {
  if (out !== "") return writeReport(file, out, { zone, isForSharing: share });
  if (!share && zone === "") return summarise(file);
  throw new InvalidInputError("SCRIPT_USAGE", "--zone and --share are for a report.", {
    hint: "Say where it goes: --out report.html",
  });
});

async function writeReport(
  file: string,
  out: string,
  { zone, isForSharing }: { readonly zone: string; readonly isForSharing: boolean },
): Promise<Outcome> {
  const timeZone = zone === "" ? "UTC" : zone;
  const insights = await readExport(file, (archive) => gatherInsights(archive, { timeZone, score: previewUnits }));
  const page = formatReport(insights, { isForSharing });
  await writeSecretFile(out, page);
  const bytes = Buffer.byteLength(page);
  return {
    lines: [...glanceLines(insights), `report         ${out}, ${Math.ceil(bytes / 1000)} kB: open it in a browser`],
    document: { ...insights, out, bytes },
  };
}

function glanceLines({ glance: { conversations, own, days }, topics, timeZone }: Insights): string[] {
  return [
    `conversations  ${conversations}`,
    `messages       ${own.messages} of yours, ${own.words} words`,
    ...(days === null ? [] : [`days           ${days.active} on which you wrote, in ${timeZone}`]),
    `themes         ${topics.themes.length}`,
  ];
}

async function summarise(file: string): Promise<Outcome> {
  const { summary, report } = await readExport(file, async (archive) => ({
    summary: await summariseArchive(archive),
    report: archive.report(),
  }));
  const { container, skipped, missingShards } = report;
  const { feedback } = summary;
  const days = summary.firstDay === null ? "unknown" : `${summary.firstDay} to ${summary.lastDay ?? summary.firstDay}`;
  const lines = [
    `conversations  ${summary.conversations}`,
    `messages       ${summary.messages}, ${summary.userMessages} of them yours`,
    `days           ${days}, ${summary.activeDays} with something written`,
    `scripts        ${summary.writingSystems.map(({ name, permille }) => `${name} ${permille} ‰`).join(", ")}`,
    `models         ${summary.models.map(({ name, messages }) => `${name} ${messages}`).join(", ")}`,
    `feedback       ${feedback.up} up, ${feedback.down} down, ${feedback.withText} with words`,
    `plan           ${summary.plan}`,
    `container      ${container}`,
    ...Object.entries(skipped).map(([reason, count]) => `skipped        ${count} (${reason})`),
    ...missingShards.map((name) => `missing        ${name}`),
    "The whole report, as a page: --out report.html",
  ];
  return { lines, document: { ...summary, container, skipped, missingShards } };
}
