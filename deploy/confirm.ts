import { createInterface, type Interface } from "node:readline/promises";
import { InvalidInputError } from "../src/primitives/errors.ts";

/**
 * Asks the person at the terminal; returns only after "yes".
 *
 * @throws {InvalidInputError} `DEPLOY_NOT_CONFIRMED` after any other answer and where nobody can answer;
 * `DEPLOY_INTERRUPTED` after Ctrl-C or Ctrl-D.
 */
export async function confirm(question: string): Promise<void> {
  if (!process.stdin.isTTY) throw refused("Nobody is there to confirm, so nothing was sent.");
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await ask(terminal, `${question} (yes/no) `).finally(() => {
    terminal.close();
  });
  if (answer.trim().toLowerCase() !== "yes") throw refused("Not confirmed, so nothing was sent.");
}

/** Ctrl-C and Ctrl-D close the terminal without an answer. */
async function ask(terminal: Interface, question: string): Promise<string> {
  const left = new Promise<never>((_, reject) => {
    terminal.once("close", () => {
      process.stderr.write("\n");
      reject(new InvalidInputError("DEPLOY_INTERRUPTED", "Interrupted before an answer, so nothing was sent."));
    });
  });
  left.catch(() => undefined);
  const answered = terminal.question(question);
  return Promise.race([answered.catch(() => left), left]);
}

function refused(message: string): InvalidInputError {
  return new InvalidInputError("DEPLOY_NOT_CONFIRMED", message, { hint: "Add --yes to send without being asked." });
}
