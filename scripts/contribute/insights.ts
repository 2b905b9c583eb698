import { summariseArchive } from "../../src/export/summarise-archive.ts";
import { runAction, type CommonArguments } from "../run-action.ts";
import { readExport } from "./read-export.ts";

/** `contribute insights <zip>`: what an archive holds. Nothing leaves this machine. */
export default runAction(async ({ file }: CommonArguments & { file: string }) => {
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
  ];
  return { lines, document: { ...summary, container, skipped, missingShards } };
});
