import { InvalidInputError, type ErrorContext } from "../primitives/errors.ts";

const askAgain =
  "Ask ChatGPT for the export again (Settings, Data controls, Export) and use the file exactly as downloaded.";
const useOriginal = "Use the zip exactly as ChatGPT made it; do not unpack, edit or re-pack it.";
/** A limit is a rule of the network: no option of this program makes validators read more. */
const limitHint = (what: string): string => `Validators refuse it too. If the export is genuine, ${what}.`;
const someFiles = "zip the account's .json files with only some of the conversations-NNN.json files";

/** What can be wrong with an export as a whole: code → [message, hint]. The codes are stable API. */
const explanations = {
  EXPORT_EMPTY_FILE: ["Expected a ChatGPT export, got a file of zero bytes.", askAgain],
  EXPORT_NOT_RECOGNISED: ["Expected a zip or a conversations.json, got something else.", askAgain],
  EXPORT_ZIP_INCOMPLETE: ["The end of the zip is missing, cut off or followed by other bytes.", askAgain],
  EXPORT_ZIP_DAMAGED: ["The zip's structure contradicts itself.", askAgain],
  EXPORT_ZIP_CRC: ["An entry's content does not match its checksum.", askAgain],
  EXPORT_ZIP_SIZE_MISMATCH: ["An entry's content is longer or shorter than the zip declares.", askAgain],
  EXPORT_ZIP_DUPLICATE_NAME: ["Two entries of the zip have the same name.", useOriginal],
  EXPORT_ZIP_OVERLAP: ["Two entries of the zip share bytes.", useOriginal],
  EXPORT_ZIP_SPECIAL_FILE: ["The zip holds a symbolic link or another special file.", useOriginal],
  EXPORT_ZIP_ENCRYPTED: ["The zip is protected by a password.", "Use the unprotected zip as ChatGPT made it."],
  EXPORT_ZIP_NAME_REFUSED: [
    "An entry's name holds a backslash or a drive letter, begins with a slash, climbs out of the zip, or is empty or too long.",
    `${useOriginal} Some programs for Windows write backslashes into the names when they re-pack it.`,
  ],
  EXPORT_ZIP_METHOD: ["An entry is compressed by a method other than deflate.", useOriginal],
  EXPORT_ZIP_TOO_MANY_ENTRIES: [
    "The zip has more entries than allowed.",
    limitHint("take pictures and other attachments out of the zip: only its .json files are read"),
  ],
  EXPORT_ZIP_RATIO: [
    "An entry grows more on unpacking than any real export does.",
    limitHint("zip its .json files again without compression; otherwise do not trust the file"),
  ],
  EXPORT_ENTRY_TOO_LARGE: [
    "A file of the export is larger than allowed.",
    limitHint("ask ChatGPT for it again: exports of today come in many small conversations-NNN.json files"),
  ],
  EXPORT_TOTAL_TOO_LARGE: ["The export is larger than allowed when unpacked.", limitHint(someFiles)],
  EXPORT_TOO_MANY_ELEMENTS: ["The export lists more conversations than allowed.", limitHint(someFiles)],
  EXPORT_NO_CONVERSATIONS_FILE: [
    "The zip holds no conversations.json and no conversations-NNN.json.",
    "Name its files exactly so, in small letters: not `conversations (1).json` or `Conversations.json`. " +
      "Use the zip that ChatGPT sent; an archive of pictures, a chat.html or another service's export cannot be read.",
  ],
  EXPORT_AMBIGUOUS: ["The zip holds more than one export.", "Read each export on its own."],
  EXPORT_JSON_INVALID: ["The conversations file is not valid JSON.", askAgain],
  EXPORT_JSON_INCOMPLETE: ["The conversations file breaks off in the middle.", askAgain],
  EXPORT_WRONG_JSON: [
    "The JSON holds no conversation.",
    "Use the zip, or its conversations.json; other files of the export hold no conversations.",
  ],
  EXPORT_EMPTY: [
    "The export holds no conversation.",
    "Use ChatGPT first, or export from the account that holds your history.",
  ],
  EXPORT_NO_MESSAGES: [
    "The export's conversations hold no message.",
    "Use ChatGPT first, or export from the account that holds your history.",
  ],
} as const satisfies Record<string, readonly [message: string, hint: string]>;

/** The stable codes of every failure of an export as a whole. */
export type ExportErrorCode = keyof typeof explanations;

/** Whether `code` is one of {@link ExportErrorCode}. */
export function isExportErrorCode(code: string): code is ExportErrorCode {
  return Object.hasOwn(explanations, code);
}

/**
 * Makes the error for `code` with its message and hint.
 *
 * `context` may hold counts, limits and positions; never names of entries or text, both of which can be private.
 */
export function exportError(code: ExportErrorCode, context: ErrorContext = {}): InvalidInputError {
  const [message, hint] = explanations[code];
  return new InvalidInputError(code, message, { context, hint });
}
