import { createInterface, type Interface } from "node:readline/promises";
import { InvalidInputError } from "../src/primitives/errors.ts";

/** Where a person sits, if `isTTY`. */
export type Terminal = {
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly output: NodeJS.WritableStream;
};

const standard: Terminal = { input: process.stdin, output: process.stderr };

/**
 * Asks the person at the terminal; returns only after "yes".
 *
 * @throws {InvalidInputError} `DEPLOY_NOT_CONFIRMED` after any other answer and where nobody can answer;
 * `DEPLOY_INTERRUPTED` after Ctrl-C or Ctrl-D.
 */
export async function confirm(question: string, { input, output }: Terminal = standard): Promise<void> {
  if (input.isTTY !== true) throw refused("Nobody is there to confirm, so nothing was sent.");
  const terminal = createInterface({ input, output });
  const answer = await ask(terminal, `${question} (yes/no) `).catch((cause: unknown) => {
    output.write("\n");
    throw cause;
  });
  terminal.close();
  if (answer.trim().toLowerCase() !== "yes") throw refused("Not confirmed, so nothing was sent.");
}

/** Ctrl-C and Ctrl-D close the terminal without an answer. */
async function ask(terminal: Interface, question: string): Promise<string> {
  const left = new Promise<never>((_, reject) => {
    terminal.once("close", () => {
      reject(new InvalidInputError("DEPLOY_INTERRUPTED", "Interrupted before an answer, so nothing was sent."));
    });
  });
  return Promise.race([terminal.question(question).catch(() => left), left]);
}

function refused(message: string): InvalidInputError {
  return new InvalidInputError("DEPLOY_NOT_CONFIRMED", message, { hint: "Add --yes to send without being asked." });
}
