import {
  findRuns,
  isAsciiWord,
  isDigit,
  isHexDigit,
  isWord,
  runEnd,
  runStart,
  type Signs,
  type Stretch,
} from "./signs.ts";

const HYPHEN = 0x2d;
const UNDERSCORE = 0x5f;
const DOT = 0x2e;
const LEAST_TOKEN = 16;
const LEAST_VALUE = 20;
const LEAST_HEX = 32;
const LEAST_VARIETY = 10;
const MOST_NAME = 40;
const MOST_LABEL = 40;

/** How the tokens of services begin, and how many signs they have at least. */
const prefixes: readonly (readonly [prefix: string, length: number])[] = [
  ["sk-", 23],
  ["sk_live_", 24],
  ["sk_test_", 24],
  ["rk_live_", 24],
  ["whsec_", 24],
  ["ghp_", 30],
  ["gho_", 30],
  ["ghu_", 30],
  ["ghs_", 30],
  ["ghr_", 30],
  ["github_pat_", 30],
  ["glpat-", 24],
  ["xoxb-", 20],
  ["xoxp-", 20],
  ["xoxa-", 20],
  ["xoxs-", 20],
  ["AKIA", 20],
  ["ASIA", 20],
  ["AIza", 35],
  ["npm_", 36],
  ["hf_", 30],
  ["pypi-", 40],
  ["dop_v1_", 40],
  ["SK", 34],
];
const UPPER_KEYS = new Set(["AKIA", "ASIA"]);
const UPPER_LENGTH = 20;
/** What the names of secrets end in, in variables, fields, headers and sentences, all signs between letters left out. */
const secretNames = [
  ...["password", "passwd", "passphrase", "secret", "token", "apikey", "accesskey", "accountkey", "privatekey"],
  ...["secretkey", "secretkeybase", "encryptionkey", "signingkey", "masterkey", "authkey", "credential", "bearer"],
  ...["authorization", "authorizationbasic"],
];
/** What may stand between a name and its value, the last first; each at most once. */
const assignments = [">", "=", ":", " is"];
const around = new Set(Array.from(" \t\"'`\\()[]{}", (sign) => sign.charCodeAt(0)));

/**
 * Finds secrets of machines: tokens of services by their beginning, JSON web tokens, private keys in PEM, logins in
 * addresses (`scheme://name:password@host`), and long values of digits and letters behind the name of a secret.
 */
export function findKeys(signs: Signs): Stretch[] {
  return [...findTokens(signs), ...findNamedSecrets(signs), ...findPrivateKeys(signs), ...findLogins(signs)];
}

function isTokenSign(code: number): boolean {
  return isAsciiWord(code) || code === HYPHEN || code === UNDERSCORE;
}

function findTokens(signs: Signs): Stretch[] {
  const found: Stretch[] = [];
  let free = 0;
  for (const { start, end } of findRuns(signs, isTokenSign, LEAST_TOKEN)) {
    // The parts of a web token are runs of their own.
    const tokenEnd = start < free ? null : (webTokenEnd(signs, start, end) ?? serviceTokenEnd(signs, start, end));
    if (tokenEnd === null) continue;
    found.push({ start, end: tokenEnd });
    free = tokenEnd;
  }
  return found;
}

/** Header and payload are JSON objects in base64url, which begin with `eyJ`; the signature may be empty (RFC 7519). */
function webTokenEnd(signs: Signs, start: number, end: number): number | null {
  if (signs.slice(start, start + 3) !== "eyJ" || signs.slice(end, end + 4) !== ".eyJ") return null;
  const payloadEnd = runEnd(signs, end + 1, isTokenSign);
  return signs.charCodeAt(payloadEnd) === DOT ? runEnd(signs, payloadEnd + 1, isTokenSign) : null;
}

function serviceTokenEnd(signs: Signs, start: number, end: number): number | null {
  const head = signs.slice(start, start + 12);
  const [prefix, least] = prefixes.find(([known]) => head.startsWith(known)) ?? [];
  if (prefix === undefined || end - start < (least ?? 0)) return null;
  return isServiceToken(signs.slice(start, end), prefix) ? end : null;
}

function isServiceToken(token: string, prefix: string): boolean {
  if (prefix === "SK") return token.length === LEAST_HEX + 2 && isHex(token.slice(2));
  if (UPPER_KEYS.has(prefix)) return token.length === UPPER_LENGTH && token === token.toUpperCase();
  // Without a digit it is a long word with hyphens.
  return /\d/.test(token);
}

function isValueSign(code: number): boolean {
  return isTokenSign(code) || code === 0x2b || code === 0x2f || code === 0x3d || code === 0x7e;
}

function findNamedSecrets(signs: Signs): Stretch[] {
  const found: Stretch[] = [];
  for (const { start: at, end } of findRuns(signs, isValueSign, LEAST_VALUE)) {
    // `NAME=value` is one run: the value begins behind the first equals sign.
    const equals = signs.slice(at, Math.min(end, at + MOST_NAME)).indexOf("=");
    const start = equals === -1 || at + equals + 1 >= end ? at : at + equals + 1;
    if (end - start >= LEAST_VALUE && isNamedSecret(signs, start) && looksRandom(signs.slice(start, end))) {
      found.push({ start, end });
    }
  }
  return found;
}

/** Whether the words right before `start`, past what quotes and assigns, end in the name of a secret. */
function isNamedSecret(signs: Signs, start: number): boolean {
  const before = signs.slice(Math.max(0, start - MOST_NAME), start).toLowerCase();
  const line = before.slice(before.lastIndexOf("\n") + 1);
  let name = trimmed(line);
  for (const assignment of assignments)
    if (name.endsWith(assignment)) name = trimmed(name.slice(0, -assignment.length));
  const words = Array.from(name, (sign) => (isAsciiWord(sign.charCodeAt(0)) ? sign : "")).join("");
  return secretNames.some((known) => words.endsWith(known));
}

/** Without what stands around values and names. */
function trimmed(text: string): string {
  return text.slice(
    0,
    runStart(text, text.length, (code) => around.has(code)),
  );
}

/** Letters of one kind with a digit here and there are words; keys are hexadecimal, or of all kinds. */
function looksRandom(value: string): boolean {
  const body = value.replace(/^0x/, "").replaceAll("-", "");
  if (isHex(body)) return body.length >= LEAST_HEX;
  const isOfAllKinds = /[a-z]/.test(value) && /[A-Z]/.test(value) && /\d.*\d/s.test(value);
  return isOfAllKinds && new Set(value).size >= LEAST_VARIETY;
}

function isHex(text: string): boolean {
  return runEnd(text, 0, isHexDigit) === text.length;
}

/** From the first line of a private key to its last; to the end of its text when that was cut off. */
function findPrivateKeys(signs: Signs): Stretch[] {
  const found: Stretch[] = [];
  const [BEGIN, END, RULE] = ["-----BEGIN ", "-----END ", "-----"];
  let nextEnd = -1;
  for (let start = signs.indexOf(BEGIN); start !== -1;) {
    const label = signs.slice(start + BEGIN.length, start + BEGIN.length + MOST_LABEL);
    const labelEnd = label.indexOf(RULE);
    let end = start + BEGIN.length;
    if (labelEnd !== -1 && label.slice(0, labelEnd).includes("PRIVATE KEY")) {
      const bodyStart = end + labelEnd + RULE.length;
      // The place of the next end is looked for once: there may be a beginning on every line and no end at all.
      if (nextEnd < bodyStart) nextEnd = endOr(signs.indexOf(END, bodyStart), signs.length);
      end = nextEnd === signs.length ? bodyEnd(signs, bodyStart) : ruleEnd(signs, nextEnd + END.length);
      found.push({ start, end });
    }
    start = signs.indexOf(BEGIN, end);
  }
  return found;
}

function endOr(index: number, end: number): number {
  return index === -1 ? end : index;
}

function bodyEnd(signs: Signs, from: number): number {
  return runEnd(signs, from, (code) =>
    isValueSign(code) && code !== HYPHEN ? true : code === 0x0a || code === 0x0d || code === 0x20 || code === 0x5c,
  );
}

function ruleEnd(signs: Signs, from: number): number {
  const rest = signs.slice(from, from + MOST_LABEL);
  const rule = rest.indexOf("-----");
  return rule === -1 ? from : from + rule + 5;
}

const loginStops = new Set(Array.from("/?#\"'<>()[]{}|\\`", (sign) => sign.charCodeAt(0)));

/** Name and password before the host of an address (RFC 3986 §3.2.1); a name alone is none. */
function findLogins(signs: Signs): Stretch[] {
  const found: Stretch[] = [];
  for (let scheme = signs.indexOf("://"); scheme !== -1; scheme = signs.indexOf("://", scheme + 3)) {
    const start = scheme + 3;
    const end = runEnd(signs, start, (code) => code > 0x20 && !loginStops.has(code));
    const authority = signs.slice(start, end);
    const at = authority.lastIndexOf("@");
    const colon = authority.indexOf(":");
    if (colon > 0 && at > colon + 1 && isWord(signs.charCodeAt(scheme - 1)) && !isDigit(signs.charCodeAt(scheme - 1))) {
      found.push({ start, end: start + at });
    }
  }
  return found;
}
