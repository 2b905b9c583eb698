import { basename, dirname, extname, join, resolve } from "node:path";
import { InvalidInputError } from "../../src/primitives/errors.ts";
import { toSharingPlan } from "../../src/sharing/sharing-plan.ts";
import { runAction, type CommonArguments, type Outcome } from "../run-action.ts";
import { listConversations } from "./list-conversations.ts";
import { readPlanFields, type PlanOptions } from "./plan-options.ts";
import { prepareExport, PREPARE_PASSES, type PreparedExport } from "./prepare-export.ts";
import { readExport } from "./read-export.ts";
import { explainSkip } from "../../src/insights/score-words.ts";
import { describeSharing } from "./sharing-words.ts";

type Flags = { file: string; out: string; email: string; force: boolean; dryRun: boolean; list: boolean };

const EXAMPLES = 3;

/** `contribute prepare <zip>`: chooses what to share, removes personal data and writes a new zip. Nothing leaves this machine. */
export default runAction(async (options: CommonArguments & PlanOptions & Flags): Promise<Outcome> => {
  const { file, email, force, dryRun, list, json } = options;
  // Words out of conversations are for the owner's own eyes: never for a pipe, a file or a log.
  const showsWords = process.stdout.isTTY && !json;
  if (list) return listConversations(file, showsWords);
  const plan = toSharingPlan(await readPlanFields(options));
  const out = resolve(
    options.out === "" ? join(dirname(file), `${basename(file, extname(file))}-shared.zip`) : options.out,
  );
  if (out === resolve(file)) {
    throw new InvalidInputError("SCRIPT_USAGE", "Expected --out to name another file than the export itself.");
  }
  const prepared = await readExport(
    file,
    (archive) =>
      prepareExport(archive, {
        ...{ plan, out, email: email === "" ? null : email, examples: showsWords ? EXAMPLES : 0 },
        ...{ overwrites: force, isRehearsal: dryRun },
      }),
    { passes: PREPARE_PASSES },
  );
  const { report, ...facts } = prepared;
  const { kept, leftOut, removed } = report;
  return { lines: linesOf(prepared, out), document: { ...facts, kept, leftOut, removed, out: dryRun ? null : out } };
});

function linesOf({ report, skipped, conversations, units, bytes, isWritten }: PreparedExport, out: string): string[] {
  const count = (value: number) => value.toLocaleString("en-US");
  return [
    `shared    ${count(report.kept).padStart(8)}  of ${count(conversations)} conversations`,
    ...describeSharing(report),
    ...Object.entries(skipped).map(
      ([reason, times]) => `unread    ${count(times).padStart(8)}  ${explainSkip(reason as keyof typeof skipped)}`,
    ),
    `units     ${count(units.before).padStart(8)}  as the export is; ${count(units.after)} as it would be shared`,
    isWritten
      ? `written   ${count(bytes).padStart(8)}  bytes to ${out}`
      : `          ${count(bytes).padStart(8)}  bytes would be written to ${out}`,
    "",
    "What has the form of personal data was removed; what a sentence gives away was not. Look before you share.",
  ];
}
