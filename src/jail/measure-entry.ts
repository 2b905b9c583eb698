import { CollectiveError, InvalidInputError } from "../primitives/errors.ts";
import { readArchive } from "../export/read-archive.ts";
import { measureArchive } from "../scoring/score-archive.ts";
import { answer, enterJail, gatherBlob } from "./inside.ts";
import { decodeContext, encodeAnswer, type JailAnswer } from "./measure-message.ts";

/** The program in the jail: reads and measures the zip on its standard input. Any failure but a verdict ends it without answer. */
const { context, zip } = await decodeContext(enterJail());
answer(encodeAnswer(await measured()));

async function measured(): Promise<JailAnswer> {
  try {
    const archive = await readArchive(await gatherBlob(zip));
    return { kind: "measured", archive: await measureArchive(archive, context) };
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    const { code, context: facts }: CollectiveError = error;
    return { kind: "failed", code, context: facts };
  }
}
