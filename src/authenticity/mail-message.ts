import { Buffer } from "node:buffer";

/** One header field. Strings hold one byte per code unit, so that what was signed can be given back exactly. */
export type MailField = {
  /** In lower case. */
  readonly name: string;
  /** As it stands in the mail, folds included, without the line end after it. */
  readonly raw: string;
  /** Unfolded; runs of blanks are one, none at either end. */
  readonly value: string;
};

/** A mail with all line ends as CRLF. */
export type MailMessage = { readonly fields: readonly MailField[]; readonly body: string };

const FIELD = /^([!-9;-~]+):/;
const MOST_FIELDS = 500;

/**
 * Divides a mail (RFC 5322) into header fields and body. Programs that save mails write LF for CRLF, so either is read.
 *
 * Null for what two readers could divide differently, however common: a lone CR, a zero byte, a line that is neither a
 * field nor the continuation of one, a blank continuation, a name followed by blanks, a missing body.
 */
export function readMail(bytes: Uint8Array): MailMessage | null {
  const given = Buffer.from(bytes).toString("latin1");
  if (/\0|\r(?!\n)/.test(given)) return null;
  const text = given.replace(/\r?\n/g, "\r\n");
  const end = text.indexOf("\r\n\r\n");
  if (end <= 0) return null;
  const fields = splitFields(text.slice(0, end)).map(readField);
  if (fields.length > MOST_FIELDS || !fields.every((field) => field !== null)) return null;
  return { fields, body: text.slice(end + 4) };
}

/** The bytes of a mail made of `fields` and `body`. */
export function writeMail(fields: readonly MailField[], body: string): Buffer {
  return Buffer.from(`${fields.map(({ raw }) => `${raw}\r\n`).join("")}\r\n${body}`, "latin1");
}

function splitFields(head: string): string[] {
  return head.split(/\r\n(?![ \t])/);
}

function readField(raw: string): MailField | null {
  const name = FIELD.exec(raw)?.[1];
  const hasBlankLine = /\r\n[ \t]*(?:\r\n|$)/.test(raw);
  if (name === undefined || hasBlankLine) return null;
  const value = raw.slice(name.length + 1).replaceAll("\r\n", "");
  return { name: name.toLowerCase(), raw, value: value.replace(/[ \t]+/g, " ").replace(/^ | $/g, "") };
}
