import { reasonCodes } from "../scoring/reason.ts";

/** Why a version could not be read at all: its number, from 1, stands above the reasons. Grows at its end alone. */
const failures = [
  "UNREADABLE",
  "EXPORT_EMPTY_FILE",
  "EXPORT_NOT_RECOGNISED",
  "EXPORT_ZIP_INCOMPLETE",
  "EXPORT_ZIP_DAMAGED",
  "EXPORT_ZIP_CRC",
  "EXPORT_ZIP_SIZE_MISMATCH",
  "EXPORT_ZIP_DUPLICATE_NAME",
  "EXPORT_ZIP_OVERLAP",
  "EXPORT_ZIP_SPECIAL_FILE",
  "EXPORT_ZIP_ENCRYPTED",
  "EXPORT_ZIP_NAME_REFUSED",
  "EXPORT_ZIP_METHOD",
  "EXPORT_ZIP_TOO_MANY_ENTRIES",
  "EXPORT_ZIP_RATIO",
  "EXPORT_ENTRY_TOO_LARGE",
  "EXPORT_TOTAL_TOO_LARGE",
  "EXPORT_TOO_MANY_ELEMENTS",
  "EXPORT_NO_CONVERSATIONS_FILE",
  "EXPORT_AMBIGUOUS",
  "EXPORT_JSON_INVALID",
  "EXPORT_JSON_INCOMPLETE",
  "EXPORT_WRONG_JSON",
  "EXPORT_EMPTY",
  "EXPORT_NO_MESSAGES",
  "ENCRYPTION_BLOB_MISMATCH",
  "ENCRYPTION_CORRUPT",
  "ENCRYPTION_ENVELOPE_PAYLOAD_MISMATCH",
  "ENCRYPTION_INVALID_ENVELOPE",
  "ENCRYPTION_STREAM_UNFINISHED",
  "ENCRYPTION_UNKNOWN_FORMAT",
  "STORAGE_INVALID_LOCATOR",
  "VALIDATOR_ARCHIVE_TOO_LARGE",
] as const;

const FAILURE_SHIFT = 48n;
const UNREADABLE = 1;

/** Packs codes into 64 bits; one that no list knows counts as `UNREADABLE`. */
export function toReasonBits(codes: readonly string[]): bigint {
  let bits = 0n;
  for (const code of codes) {
    const reason = (reasonCodes as readonly string[]).indexOf(code);
    const failure = (failures as readonly string[]).indexOf(code) + 1 || UNREADABLE;
    bits |= reason >= 0 ? 1n << BigInt(reason) : BigInt(failure) << FAILURE_SHIFT;
  }
  return bits;
}

/** The codes in 64 bits of any origin; bits and numbers of later lists are left out. */
export function fromReasonBits(bits: bigint): string[] {
  const failure = failures[Number(bits >> FAILURE_SHIFT) - 1];
  const named: string[] = reasonCodes.filter((_, bit) => ((bits >> BigInt(bit)) & 1n) === 1n);
  return failure === undefined ? named : [...named, failure];
}
