import { createHash, generateKeyPairSync, sign, type KeyObject } from "node:crypto";
import type { MailKey, MailKeySet } from "../../../src/authenticity/mail-keys.ts";

/** A signing key and its record in the DNS. */
export type TestKey = {
  readonly algorithm: "rsa-sha256" | "ed25519-sha256";
  readonly privateKey: KeyObject;
  readonly record: string;
};

export function rsaKey(modulusLength = 2_048): TestKey {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength });
  const p = publicKey.export({ format: "der", type: "spki" }).toString("base64");
  return { algorithm: "rsa-sha256", privateKey, record: `v=DKIM1; k=rsa; p=${p}` };
}

export function ed25519Key(): TestKey {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  const p = publicKey.export({ format: "der", type: "spki" }).subarray(-32).toString("base64");
  return { algorithm: "ed25519-sha256", privateKey, record: `v=DKIM1; k=ed25519; p=${p}` };
}

export const SENDER = "noreply@tm.openai.com";
export const DOMAIN = "tm.openai.com";
const SUBJECT = "ChatGPT - Your data export is ready";
export const MAILBOX = "ada@example.org";
/** Sat, 25 Oct 2025 04:54:50 UTC. */
export const SENT_AT = 1_761_368_090;

/** A set with one sender, and these keys for mails of October 2025. */
export function keySet(
  ...keys: readonly (readonly [selector: string, key: TestKey, changes?: Partial<MailKey>])[]
): MailKeySet {
  return {
    format: "mail-keys-v1",
    senders: [{ address: SENDER, subjects: [SUBJECT] }],
    keys: keys.map(([selector, { record }, changes]) => ({
      domain: DOMAIN,
      selector,
      record,
      validFrom: "2025-10-01",
      validTo: "2025-10-31",
      observed: [{ day: "2025-10-02", source: "made by this test" }],
      ...changes,
    })),
  };
}

/** The header of an export mail, as the sender writes it. */
export const FIELDS: readonly (readonly [name: string, value: string])[] = [
  ["Content-Transfer-Encoding", "quoted-printable"],
  ["Content-Type", "text/html; charset=us-ascii"],
  ["Date", "Sat, 25 Oct 2025 04:54:50 +0000 (UTC)"],
  ["From", `OpenAI <${SENDER}>`],
  ["Mime-Version", "1.0"],
  ["Message-ID", "<PPZxkN@geopod-ismtpd-9>"],
  ["Subject", SUBJECT],
  ["To", MAILBOX],
];
export const BODY = "<p>Your  export \r\n is ready.</p>\t \r\n\r\nLink:\r\n\r\n\r\n";

/** What the sender's service signs: every field that matters, most of them twice so that none can be added. */
export const SIGNED =
  "content-transfer-encoding:content-type:date:from:mime-version:subject:to:cc:content-type:date:from:subject:to";

export type SignOptions = {
  readonly key: TestKey;
  readonly fields?: readonly (readonly [name: string, value: string])[];
  readonly body?: string;
  readonly signed?: string;
  readonly canonicalisation?: string;
  /** Tags that replace or join those of an honest signature. */
  readonly tags?: Readonly<Record<string, string>>;
  /** Sign only so many bytes of the canonical body. */
  readonly bodyLength?: number;
};

/** The `DKIM-Signature` line of a mail, by RFC 6376 and RFC 8463 and nothing of the library under test. */
export function signatureLine({
  key,
  fields = FIELDS,
  body = BODY,
  signed = SIGNED,
  canonicalisation = "relaxed/relaxed",
  tags = {},
  bodyLength,
}: SignOptions): string {
  const [headerMode, bodyMode = "simple"] = canonicalisation.split("/");
  const canonical = canonicalBody(body, bodyMode).subarray(0, bodyLength);
  const all = {
    v: "1",
    a: key.algorithm,
    c: canonicalisation,
    d: DOMAIN,
    s: "s1",
    h: signed.replace(/:cc:/, ":cc:\r\n\t"),
    bh: createHash("sha256").update(canonical).digest("base64"),
    ...(bodyLength === undefined ? {} : { l: String(bodyLength) }),
    ...tags,
    b: "",
  };
  const unsigned = `DKIM-Signature: ${Object.entries(all)
    .map(([name, value]) => `${name}=${value}`)
    .join(";\r\n\t")}`;
  const lines = [...covered(fields, (tags.h ?? signed).split(":")), unsigned].map((line) =>
    canonicalLine(line, headerMode),
  );
  const input = Buffer.from(lines.join("\r\n"), "latin1");
  const isRsa = key.algorithm === "rsa-sha256";
  const digest = createHash("sha256").update(input).digest();
  const signature = isRsa ? sign("sha256", input, key.privateKey) : sign(null, digest, key.privateKey);
  return unsigned + signature.toString("base64").replace(/(.{70})(?=.)/g, "$1\r\n\t");
}

/** A signed mail as bytes. */
export function signedMail(options: SignOptions): Uint8Array {
  return composeMail([signatureLine(options)], options.fields, options.body);
}

/** A mail with these lines above its fields. */
export function composeMail(lines: readonly string[], fields = FIELDS, body = BODY): Uint8Array {
  const head = [...lines, ...fields.map(([name, value]) => `${name}: ${value}`)].join("\r\n");
  return Uint8Array.from(Buffer.from(`${head}\r\n\r\n${body}`, "latin1"));
}

/** RFC 6376 §5.4.2: the last field of a name first, each once; what is not there adds nothing. */
function covered(fields: SignOptions["fields"], names: readonly string[]): string[] {
  const left = (fields ?? []).map(([name, value]) => ({ name: name.toLowerCase(), line: `${name}: ${value}` }));
  return names.flatMap((name) => {
    const index = left.findLastIndex((field) => field.name === name.trim().toLowerCase());
    return index < 0 ? [] : left.splice(index, 1).map(({ line }) => line);
  });
}

function canonicalLine(line: string, mode: string | undefined): string {
  if (mode === "simple") return line;
  const colon = line.indexOf(":");
  const value = line.slice(colon + 1).replaceAll("\r\n", "");
  return `${line.slice(0, colon).trim().toLowerCase()}:${value.replace(/[ \t]+/g, " ").replace(/^ | $/g, "")}`;
}

function canonicalBody(body: string, mode: string): Buffer {
  const reduced = mode === "simple" ? body : body.replace(/[ \t]+/g, " ").replace(/ (?=\r\n|$)/g, "");
  const text = reduced.replace(/(?:\r\n)+$/, "");
  const isEmpty = text === "" && mode === "relaxed";
  return Buffer.from(isEmpty ? "" : `${text}\r\n`, "latin1");
}
