import { isDigit, isHexDigit, isWord, runEnd, runStart, type Signs, type Stretch } from "./signs.ts";

const DOT = 0x2e;
const COLON = 0x3a;
const HYPHEN = 0x2d;
const SLASH = 0x2f;
const MOST_V6 = 45; // with an IPv4 address at its end
const LOOK_BACK = 12;
/** What makes four numbers a version or a section rather than an address. */
const versionWords = ["version", "ver", "v", "release", "build", "section", "chapter", "firmware", "rev"];

/**
 * Finds IPv4 addresses in decimals and IPv6 addresses in any form of RFC 4291. Addresses that name no machine of its own
 * stay: loopback, unspecified, broadcast and masks. So do four numbers that follow a word like "version".
 */
export function findIpAddresses(signs: Signs): Stretch[] {
  const found: Stretch[] = [];
  for (let at = 0; at < signs.length;) {
    const around = aroundMark(signs, at, found.at(-1)?.end ?? 0);
    if (around?.isAddress === true) found.push({ start: around.start, end: around.end });
    at = around?.end ?? at + 1;
  }
  return found;
}

/** What stands around a mark of an address, and whether it is one; its end is where to go on. */
type Around = Stretch & { readonly isAddress: boolean };

/** Around the point or colon at `at`, where nothing before `limit` is free; null when there is none. */
function aroundMark(signs: Signs, at: number, limit: number): Around | null {
  const code = signs.charCodeAt(at);
  if (code === DOT) return aroundPoint(signs, at);
  return code === COLON && signs.charCodeAt(at + 1) !== SLASH ? aroundColon(signs, at, limit) : null;
}

function aroundPoint(signs: Signs, at: number): Around | null {
  const start = runStart(signs, at, isDigit, at - 4);
  const before = signs.charCodeAt(start - 1);
  const end = isWord(before) || before === DOT || before === HYPHEN ? null : v4End(signs, start);
  return end === null ? null : { start, end, isAddress: isAddressV4(signs, start, end) };
}

/** The end of four numbers below 256 with points between; null when something else begins at `start`. */
function v4End(signs: Signs, start: number): number | null {
  let at = start;
  for (let part = 0; part < 4; part++) {
    if (part > 0 && signs.charCodeAt(at++) !== DOT) return null;
    const end = runEnd(signs, at, isDigit, at + 4);
    if (!isPart(signs.slice(at, end))) return null;
    at = end;
  }
  const after = signs.charCodeAt(at);
  const goesOn = isWord(after) || after === HYPHEN || (after === DOT && isWord(signs.charCodeAt(at + 1)));
  return goesOn ? null : at;
}

function isPart(digits: string): boolean {
  const isNumber = digits.length >= 1 && digits.length <= 3 && Number(digits) <= 255;
  return isNumber && (digits === "0" || !digits.startsWith("0"));
}

function isAddressV4(signs: Signs, start: number, end: number): boolean {
  const [first, ...rest] = signs.slice(start, end).split(".").map(Number);
  const isNobody = first === 127 || first === 255 || (first === 0 && rest.every((part) => part === 0));
  return !isNobody && !followsVersionWord(signs, start);
}

function followsVersionWord(signs: Signs, start: number): boolean {
  const before = signs
    .slice(Math.max(0, start - LOOK_BACK), start)
    .toLowerCase()
    .trimEnd();
  const word = before.replace(/[:=]$/, "").trimEnd();
  return versionWords.some((name) => word.endsWith(name) && !isWord(word.charCodeAt(word.length - name.length - 1)));
}

/** The hexadecimal groups with colons around a colon. */
function aroundColon(signs: Signs, at: number, limit: number): Around {
  const belongs = (code: number): boolean => isHexDigit(code) || code === COLON || code === DOT;
  const start = runStart(signs, at, belongs, Math.max(limit, at - 5));
  let end = runEnd(signs, at, belongs, start + MOST_V6);
  const [before, after] = [signs.charCodeAt(start - 1), signs.charCodeAt(end)];
  if (isWord(before) || isWord(after) || belongs(after)) {
    return { start, end: runEnd(signs, end, belongs), isAddress: false };
  }
  // A sentence may end behind an address, or go on.
  while (end > at + 1 && !isHexDigit(signs.charCodeAt(end - 1)) && signs.slice(end - 2, end) !== "::") end -= 1;
  return { start, end, isAddress: isAddressV6(signs.slice(start, end)) };
}

function isAddressV6(text: string): boolean {
  const sides = text.split("::");
  if (sides.length > 2) return false;
  const groups = sides.flatMap((side) => (side === "" ? [] : side.split(":")));
  const last = groups.at(-1) ?? "";
  const hasV4 = last.includes(".") && v4End(last, 0) === last.length;
  const count = groups.length + (hasV4 ? 1 : 0);
  const plain = hasV4 ? groups.slice(0, -1) : groups;
  if (!plain.every((group) => group.length >= 1 && group.length <= 4 && !group.includes("."))) return false;
  // `::`, `::1`, `a::b` in a program: a shortened address has at least two groups, and some digit.
  return sides.length === 1 ? count === 8 : count < 8 && groups.length >= 2 && groups.some(hasDigit);
}

function hasDigit(group: string): boolean {
  return Array.from(group).some((sign) => isDigit(sign.charCodeAt(0)));
}
