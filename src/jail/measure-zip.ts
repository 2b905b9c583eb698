import { readArchive } from "../export/read-archive.ts";
import { measureArchive, type ArchiveContext } from "../scoring/score-archive.ts";
import type { MeasuredArchive } from "../scoring/settle-archive.ts";

/** Reads and measures a zip, in this process or in a jail. */
export type Measure = (zip: ReadableStream<Uint8Array>, context: ArchiveContext) => Promise<MeasuredArchive>;

/**
 * Measures a zip in this process, for archives of one's own and for tests: what others wrote belongs in the jail.
 *
 * @throws {InvalidInputError} the codes of `readArchive` and of `measureArchive`, and what `zip` fails with.
 */
export const measureZip: Measure = async (zip, context) =>
  measureArchive(await readArchive(await new Response(zip).blob()), context);
