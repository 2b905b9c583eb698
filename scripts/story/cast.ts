import { InvalidInputError } from "../../src/primitives/errors.ts";
import type { Narrator } from "./narrator.ts";
import { createParticipant, describeSummary, readFile, type Participant, type RefusedFile } from "./participants.ts";

/** Who takes part, before anybody has an account. */
export type Cast = {
  /** Contribute and stay; the last of them also updates. */
  readonly staying: readonly Participant[];
  /** A later, longer export of the last of `staying`; always a synthetic person. */
  readonly updated: Participant;
  /** Contributes and removes it again before the epoch ends. */
  readonly leaving: Participant;
  /** Comes in the second epoch, when `updatedAgain` comes too. */
  readonly late: Participant;
  readonly updatedAgain: Participant;
  readonly refused: readonly RefusedFile[];
};

const FIRST = 24;
const SECOND = 36;
const THIRD = 48;

/** The archives that somebody gave: those that can be used, and the others with their reasons. */
export type GivenArchives = { readonly usable: readonly Participant[]; readonly refused: readonly RefusedFile[] };

/**
 * Reads the given archives before anything else happens; what cannot be used is told on stderr and left out.
 *
 * @throws {NoUsableFileError} `STORY_NO_USABLE_FILE` when files were given and none can be used.
 */
export async function readGiven(files: readonly string[], narrator: Narrator): Promise<GivenArchives> {
  const read = await narrator.progress("reading archives", files, readFile);
  const usable = read.filter((result) => "archive" in result);
  const refused = read.filter((result) => "code" in result);
  for (const { file, code, message, hint = "" } of refused) {
    process.stderr.write(`${file} refused: ${code}, ${message} ${hint}`.trimEnd() + "\n");
  }
  if (files.length > 0 && usable.length === 0) throw new NoUsableFileError(refused);
  return { usable, refused };
}

/**
 * Puts the cast together: the given archives first, synthetic people for the other parts. `run` tells apart the people
 * of several stories on one chain.
 */
export async function gatherCast(given: GivenArchives, run: number, narrator: Narrator): Promise<Cast> {
  const seed = run * 100;
  // Two synthetic people beside the given archives: a root needs two accounts, and a given archive may be worth nothing.
  const seeds = given.usable.length > 0 ? [seed + 1] : [seed, seed + 1];
  const others = await Promise.all(seeds.map((other) => createParticipant(other, FIRST)));
  const updater = await createParticipant(seed + 2, FIRST);
  const cast = {
    staying: [...given.usable, ...others, updater],
    updated: await createParticipant(seed + 2, SECOND),
    leaving: await createParticipant(seed + 3, FIRST),
    late: await createParticipant(seed + 4, FIRST),
    updatedAgain: await createParticipant(seed + 2, THIRD),
    refused: given.refused,
  };
  for (const { file, summary } of [...cast.staying, cast.leaving]) narrator.say(`${file}: ${describeSummary(summary)}`);
  return cast;
}

/** None of the given files can be used; carries why. */
export class NoUsableFileError extends InvalidInputError {
  readonly refused: readonly RefusedFile[];

  constructor(refused: readonly RefusedFile[]) {
    super("STORY_NO_USABLE_FILE", "None of the given files can be used.", {
      context: { files: refused.length },
      hint: "Give at least one ChatGPT export, or no file at all for synthetic ones.",
    });
    this.refused = refused;
  }
}
