import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";
import { InvalidInputError } from "../../src/primitives/errors.ts";
import { readSecretFile } from "../../src/storage/secret-file.ts";

const MAX_FILE_SIZE = 4_096;

/**
 * The passphrase of a file that is there: from the terminal without echo, or the first line of `file`.
 *
 * @throws {InvalidInputError} `SCRIPT_USAGE` without a terminal and a file, `SCRIPT_INTERRUPTED`; the codes of {@link readSecretFile}.
 */
export async function readPassphrase(what: string, file: string): Promise<string> {
  if (file === "") return ask(`Passphrase of ${what}: `);
  const [line = ""] = new TextDecoder().decode(await readSecretFile(file, MAX_FILE_SIZE)).split(/\r?\n/);
  return line;
}

/**
 * The passphrase of a file that is to be made; from the terminal it is asked for twice.
 *
 * @throws {InvalidInputError} `SCRIPT_PASSPHRASES_DIFFER`; what {@link readPassphrase} throws.
 */
export async function readNewPassphrase(what: string, file: string): Promise<string> {
  const passphrase = await readPassphrase(what, file);
  if (file === "" && (await ask("Once more: ")) !== passphrase) {
    throw new InvalidInputError("SCRIPT_PASSPHRASES_DIFFER", "Expected the same passphrase twice.", {
      hint: "Nothing was written; try again.",
    });
  }
  return passphrase;
}

async function ask(prompt: string): Promise<string> {
  if (!process.stdin.isTTY) {
    throw new InvalidInputError("SCRIPT_USAGE", "Expected a terminal to ask for the passphrase.", {
      hint: "Put it into a file of mode 600 and name that by --passphrase-file.",
    });
  }
  // The interface echoes what is typed to its output, which is nowhere.
  const output = new Writable({
    write: (_chunk, _encoding, done) => {
      done();
    },
  });
  const terminal = createInterface({ input: process.stdin, output, terminal: true, historySize: 0 });
  process.stderr.write(prompt);
  try {
    return await new Promise<string>((resolve, reject) => {
      const stop = (): void => {
        reject(new InvalidInputError("SCRIPT_INTERRUPTED", "Nothing was entered."));
      };
      terminal.once("SIGINT", stop).once("close", stop);
      terminal.question("").then(resolve, reject);
    });
  } finally {
    terminal.close();
    process.stderr.write("\n");
  }
}
