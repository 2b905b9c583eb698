import { z } from "zod";
import { exportError, isExportErrorCode } from "../export/export-error.ts";
import type { InvalidInputError } from "../primitives/errors.ts";
import { hex32Schema } from "../primitives/hex-schemas.ts";
import { isMailReason, reasonCodes } from "../scoring/reason.ts";
import type { MeasuredArchive } from "../scoring/settle-archive.ts";
import { splitLength } from "./measure-message.ts";
import type { MeasureRequest } from "./measure-zip.ts";

/** What an answer has to agree with. */
export type AnswerBounds = Pick<MeasureRequest, "ruleset" | "owner">;

const FINGERPRINT_BYTES = 8;
const REASONS = reasonCodes.filter((code) => !isMailReason(code));
/** All but `MAIL_USED_BEFORE`, which is known only when the archive is settled. */
const MAIL_REASONS = reasonCodes.filter(isMailReason).filter((code) => code !== "MAIL_USED_BEFORE");

const oneOf = <Code extends string>(codes: readonly Code[]) =>
  z.custom<Code>((value) => (codes as readonly unknown[]).includes(value));
const integer = (most: number): z.ZodNumber => z.number().int().min(0).max(most);
/** Counts, limits and names such as `Z_DATA_ERROR`: nothing that could carry a sentence. */
const fact = z.union([z.number().finite(), z.boolean(), z.null(), z.string().regex(/^[A-Z0-9_]{1,40}$/)]);
const failure = z
  .object({
    kind: z.literal("failed"),
    code: z.string().max(64).refine(isExportErrorCode),
    context: z.record(z.string().regex(/^[A-Za-z]{1,32}$/), fact).refine((facts) => Object.keys(facts).length <= 8),
  })
  .strict();

function measuredSchema({ ruleset, owner }: AnswerBounds) {
  const measure = z
    .object({
      id: z
        .string()
        .max(128)
        .refine((id) => id.isWellFormed()),
      time: integer(2 ** 40),
      volume: integer(ruleset.CC),
      quality: integer(1_000),
      consistency: integer(1_000),
      reasons: z.array(oneOf(REASONS)).max(REASONS.length),
      fingerprints: integer(2 ** 32),
    })
    .strict();
  const { feedbackMax, breadthMax, settings, modelledMax, plan, max } = ruleset.bonus;
  const bonus = z
    .object({
      feedback: integer(feedbackMax),
      metadata: integer(settings + modelledMax + plan),
      breadth: integer(breadthMax),
      total: integer(max),
    })
    .strict();
  const all = { measures: z.array(measure).max(ruleset.limits.elements), cluster: hex32Schema, bonus };
  const mail = z.object({ id: hex32Schema, cluster: hex32Schema, owner: z.literal(owner) }).strict();
  // No other tier can be had from what is in a file.
  const archive = z.union([
    z.object({ ...all, tier: z.literal("selfDeclared") }).strict(),
    z.object({ ...all, tier: z.literal("selfDeclared"), mailReason: oneOf(MAIL_REASONS) }).strict(),
    z.object({ ...all, tier: z.literal("mailSignature"), mail }).strict(),
  ]);
  return z.object({ kind: z.literal("measured"), archive }).strict();
}

/**
 * Reads what the jail answered. It has seen hostile input, so nothing of it is believed: every field has its exact shape
 * and lies within what the ruleset allows, and of a failure only the code and a few numbers are taken; the words are ours.
 *
 * @returns the archive, the reader's error, or null when this is no answer that an honest jail gives.
 */
export function readAnswer(bytes: Uint8Array, bounds: AnswerBounds): MeasuredArchive | InvalidInputError | null {
  const parts = split(bytes);
  if (parts === null) return null;
  const failed = failure.safeParse(parts.json);
  if (failed.success) return parts.rest.length > 0 ? null : exportError(failed.data.code, failed.data.context);
  const told = measuredSchema(bounds).safeParse(parts.json);
  if (!told.success) return null;
  const { measures, ...others } = told.data.archive;
  const counts = measures.map(({ fingerprints }) => fingerprints);
  const fingerprints = readFingerprints(parts.rest, counts);
  if (fingerprints === null) return null;
  return {
    measures: measures.map((measure, index) => ({
      ...measure,
      fingerprints: fingerprints[index] ?? new Float64Array(),
    })),
    ...others,
  };
}

function split(bytes: Uint8Array): ReturnType<typeof splitLength> {
  try {
    return splitLength(bytes);
  } catch {
    return null;
  }
}

/** One ascending list of distinct fingerprints per count; null when the bytes are not exactly that. */
function readFingerprints(bytes: Uint8Array, counts: readonly number[]): Float64Array[] | null {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (bytes.length !== FINGERPRINT_BYTES * total) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let offset = 0;
  const lists = counts.map((count) => {
    const list = new Float64Array(count);
    for (let index = 0; index < count; index++, offset += FINGERPRINT_BYTES)
      list[index] = view.getFloat64(offset, true);
    return list;
  });
  return lists.every(isAscending) ? lists : null;
}

function isAscending(list: Float64Array): boolean {
  return list.every((value, index) => Number.isSafeInteger(value) && value > (list[index - 1] ?? -1));
}
