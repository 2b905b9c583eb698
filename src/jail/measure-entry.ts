import { CollectiveError, InvalidInputError } from "../primitives/errors.ts";
import { answer, enterJail, gatherBlob } from "./inside.ts";
import { decodeRequest, encodeAnswer, type JailAnswer } from "./measure-message.ts";
import { measureBlob } from "./measure-zip.ts";

/** The program in the jail: reads and measures the zip on its standard input. Any failure but a verdict ends it without answer. */
const { request, zip } = decodeRequest(enterJail());
answer(encodeAnswer(await measured()));

async function measured(): Promise<JailAnswer> {
  try {
    return { kind: "measured", archive: await measureBlob(gatherBlob(zip), request) };
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    const { code, context: facts }: CollectiveError = error;
    return { kind: "failed", code, context: facts };
  }
}
