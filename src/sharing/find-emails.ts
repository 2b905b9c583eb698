import { isAsciiLetter, isAsciiWord, isWord, runEnd, runStart, type Signs, type Stretch } from "./signs.ts";

const DOT = 0x2e;
const HYPHEN = 0x2d;
const BACKSLASH = 0x5c;
const FIRST_IDEOGRAPH = 0x2e80;
const MOST_LOCAL = 64; // RFC 5321 §4.5.3.1.1
const MOST_DOMAIN = 253;
/** What may stand in the local part beside letters and digits, as far as real addresses have it (RFC 5322 §3.2.3). */
const localSigns = new Set(Array.from("!#$&'*+-./=?^_`{|}~%", (sign) => sign.charCodeAt(0)));
/** What no address begins with, though it could: quotes and brackets around one, an assignment before it. */
const borderSigns = new Set(Array.from("!#$&'*-./=?^`{|}~%", (sign) => sign.charCodeAt(0)));
/** Endings of files, which stand behind names such as `logo@2x.png`. */
const fileEndings = new Set(["png", "jpg", "jpeg", "gif", "svg", "webp", "js", "mjs", "ts", "css", "html", "json"]);

/**
 * Finds e-mail addresses: a local part, `@`, a domain of at least two labels whose last one has letters only. Letters of
 * any script count. `git@host:path`, packages with versions and names of pictures for two densities are none.
 */
export function findEmails(signs: Signs): Stretch[] {
  const found: Stretch[] = [];
  for (let at = signs.indexOf("@"), free = 0; at !== -1; at = signs.indexOf("@", at + 1)) {
    const start = localStart(signs, at, Math.max(free, at - MOST_LOCAL));
    const end = domainEnd(signs, at + 1);
    free = at + 1;
    if (start === at || end === null || isNoPerson(signs, start, at, end)) continue;
    found.push({ start, end });
    free = end;
  }
  return found;
}

function localStart(signs: Signs, at: number, limit: number): number {
  const isName = nameSigns(signs.charCodeAt(at - 1));
  let start = runStart(signs, at, (code) => isName(code) || localSigns.has(code), limit);
  while (start < at && borderSigns.has(signs.charCodeAt(start))) start += 1;
  // In JSON inside of a text, `\n` before an address is a line feed; its letter is not part of the name.
  const isEscape =
    start > 0 && signs.charCodeAt(start - 1) === BACKSLASH && "bfnrt".includes(signs.slice(start, start + 1));
  return isEscape && start + 1 < at ? start + 1 : start;
}

/** In a script without blanks the words around an address touch it; they belong to it only if they touch the at sign. */
function nameSigns(beside: number): (code: number) => boolean {
  return beside >= FIRST_IDEOGRAPH ? isWord : (code) => code < FIRST_IDEOGRAPH && isWord(code);
}

/** The end of the domain that begins at `from`; null when there is none. */
function domainEnd(signs: Signs, from: number): number | null {
  const isName = nameSigns(signs.charCodeAt(from));
  const cut = runEnd(signs, from, (code) => isName(code) || code === DOT || code === HYPHEN, from + MOST_DOMAIN);
  // A sentence may end behind it, or a dash follow.
  const end = runStart(signs, cut, (code) => code === DOT || code === HYPHEN, from);
  const labels = signs.slice(from, end).split(".");
  return isDomain(labels) && !isFileName(labels) ? end : null;
}

function isDomain(labels: readonly string[]): boolean {
  const top = labels.at(-1) ?? "";
  const isWhole = labels.length >= 2 && labels.every((label) => label !== "" && !label.startsWith("-"));
  return isWhole && top.length >= 2 && isLetters(top);
}

/** The rest of a name such as `logo@2x.png`. */
function isFileName(labels: readonly string[]): boolean {
  const [name = "", ending = ""] = labels;
  const isDensity = name.length <= 3 && (name.endsWith("x") || name.startsWith("v"));
  return labels.length === 2 && isDensity && fileEndings.has(ending.toLowerCase());
}

function isLetters(label: string): boolean {
  for (let index = 0; index < label.length; index++) {
    const code = label.charCodeAt(index);
    if (code < 128 && !isAsciiLetter(code)) return false;
  }
  return true;
}

/** `git@github.com:owner/name`: everybody's name there. */
function isNoPerson(signs: Signs, start: number, at: number, end: number): boolean {
  const next = signs.charCodeAt(end);
  return signs.slice(start, at) === "git" && (next === 0x3a || next === 0x2f) && isAsciiWord(signs.charCodeAt(end + 1));
}
