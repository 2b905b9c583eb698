import { fileURLToPath } from "node:url";
import { InvalidInputError, RetryableError } from "../primitives/errors.ts";
import { measureArchive } from "../scoring/score-archive.ts";
import type { MeasuredArchive } from "../scoring/settle-archive.ts";
import type { JailBudget } from "./jail-command.ts";
import { encodeRequest } from "./measure-message.ts";
import type { Measure, MeasureRequest } from "./measure-zip.ts";
import { readAnswer } from "./read-answer.ts";
import { runInJail } from "./run-in-jail.ts";

/**
 * Far beyond what the largest archive that the reader accepts takes on a slow machine, so that an honest archive never
 * meets it: the reader's own limits, in bytes and steps, are what decides.
 */
export const measureBudget: JailBudget = {
  wallMs: 30 * 60_000,
  cpuSeconds: 15 * 60,
  memoryBytes: 3 * 2 ** 30,
  answerBytes: 512 * 2 ** 20,
};

const entry = fileURLToPath(new URL("measure-entry.ts", import.meta.url));

/** A {@link Measure} in the jail with another budget than {@link measureBudget}. */
export function measureWithin(budget: JailBudget): Measure {
  return async (zip, request, signal) => {
    await checkRequest(request);
    const input = zip.pipeThrough(behindRequest(request));
    const answer = readAnswer(await runInJail({ entry, input, budget, signal }), request);
    if (answer === null) {
      throw new RetryableError("VALIDATOR_PARSER_ANSWER", "Expected a measured archive of the jailed parser.", {
        hint: "State no score. If it happens again, keep the contribution's id and report it.",
      });
    }
    if (answer instanceof InvalidInputError) throw answer;
    return answer;
  };
}

/**
 * Reads and measures a zip of unknown origin in a process without files, network, environment or children.
 *
 * @throws {InvalidInputError} `EXPORT_*`, the reader's verdict, and the `SCORING_*` codes of `measureArchive`.
 * @throws {RetryableError} `VALIDATOR_PARSER_KILLED` when the process went beyond its budget, `VALIDATOR_PARSER_ANSWER`
 * when it did not answer properly: both say nothing about the archive.
 */
export const measureInJail: Measure = measureWithin(measureBudget);

/** What is wrong with the validator's own set-up is found here, so that no archive can make the jail claim it. */
async function checkRequest(request: MeasureRequest): Promise<MeasuredArchive> {
  const account = { userId: null, plan: "unknown", settingsPresent: false, feedback: [] };
  const conversations = new ReadableStream<never>({
    start(controller) {
      controller.close();
    },
  });
  return measureArchive({ conversations, account }, { ...request, tier: "selfDeclared" });
}

function behindRequest(request: MeasureRequest): TransformStream<Uint8Array, Uint8Array> {
  return new TransformStream({
    start(controller) {
      controller.enqueue(encodeRequest(request));
    },
  });
}
