import { readArchive } from "../../src/export/read-archive.ts";
import { summariseArchive } from "../../src/export/summarise-archive.ts";
import { openLocalFile } from "../../src/storage/open-local-file.ts";
import { runAction, type CommonArguments } from "../run-action.ts";

/** `contribute insights <zip>`: what an archive holds. Nothing leaves this machine. */
export default runAction(async ({ file }: CommonArguments & { file: string }) => {
  const archive = await readArchive(await openLocalFile(file));
  const summary = await summariseArchive(archive);
  const { container, skipped, missingShards } = archive.report();
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
