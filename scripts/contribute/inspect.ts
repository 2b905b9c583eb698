import type { ArchiveReport } from "../../src/export/archive-report.ts";
import type { AccountMetadata } from "../../src/export/account-metadata.ts";
import { summariseArchive } from "../../src/export/summarise-archive.ts";
import { runAction, type CommonArguments } from "../run-action.ts";
import { readExport } from "./read-export.ts";

const containers: Readonly<Record<ArchiveReport["container"], string>> = {
  classic: "one conversations.json (2023 to early 2026)",
  sharded: "numbered conversation files (since February 2026)",
  slim: "conversation files in the short form (since May 2026)",
  "privacy-portal": "a zip of OpenAI's Privacy Portal, with the conversations in a zip of their own",
  "bare-json": "a conversations file without its zip",
};

/** `contribute inspect <zip>`: what an export holds, what was put right and what is unknown. Nothing leaves this machine. */
export default runAction(async ({ file }: CommonArguments & { file: string }) =>
  readExport(file, async (archive) => {
    await summariseArchive(archive);
    const report = archive.report();
    const { feedback, ...account } = archive.account;
    return {
      lines: [...found(report, archive.account), ...irregular(report), ...unknown(report)],
      document: { ...report, account: { ...account, userId: undefined, feedback: feedback.length } },
    };
  }),
);

function found(report: ArchiveReport, account: AccountMetadata): string[] {
  const { plan, planFile, locale, localeSource, feedback, provenance } = account;
  const from = (source: string | null): string => (source === null ? "" : `, from ${source}`);
  const locales = Object.entries(report.messageLocales).map(([name, count]) => `${name} ${count}`);
  const files = provenance.map(({ file, isReadable }) => `${file}${isReadable ? "" : " (cannot be read)"}`);
  return [
    `format         ${containers[report.container]}`,
    `conversations  ${report.conversations} in ${report.bytes} bytes`,
    `messages       ${report.messages}, ${report.hiddenMessages} of them hidden by ChatGPT`,
    `attachments    ${report.attachments}, not read`,
    `account files  ${files.join(", ") || "none"}`,
    `plan           ${plan}${from(planFile)}`,
    `language       ${locale ?? "unknown"}${from(localeSource)}`,
    `in messages    ${locales.join(", ") || "none says its language"}`,
    `feedback       ${feedback.length}`,
  ];
}

function irregular({ skipped, repaired, missingShards }: ArchiveReport): string[] {
  const lines = [
    ...missingShards.map((name) => `  missing   ${name}`),
    ...counted("left out", skipped),
    ...counted("mended", repaired),
  ];
  return lines.length === 0 ? [] : ["", "Irregular:", ...lines];
}

function unknown({
  unknownContentTypes,
  unknownKeys,
  unknownValues,
  unknownFiles,
  unknownJson,
}: ArchiveReport): string[] {
  const lines = [
    ...counted("content", unknownContentTypes),
    ...counted("key", unknownKeys),
    ...counted("value", unknownValues),
    ...unknownJson.map((name) => `  file      ${name}`),
  ];
  const others = unknownFiles - unknownJson.length;
  if (others > 0) lines.push(`  file      ${others} others`);
  if (lines.length === 0) return ["", "Nothing in it is unknown."];
  return ["", "Unknown to this version, and not read:", ...lines];
}

function counted(label: string, counts: Readonly<Record<string, number>>): string[] {
  return Object.entries(counts).map(([name, count]) => `  ${label.padEnd(9)} ${name}, ${count} times`);
}
