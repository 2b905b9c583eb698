import { isAsciiLetter, isAsciiWord, isDigit, isWord, type Signs, type Stretch } from "./signs.ts";

/** Length by country, ISO 13616 as its registry lists it. */
const lengths: ReadonlyMap<string, number> = new Map(
  (
    "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 " +
    "FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 " +
    "LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 " +
    "RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30"
  )
    .split(" ")
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))]),
);
const SPACE = 0x20;
const WORD = "IBAN";

/**
 * Finds international bank account numbers: the length of its country, in one piece or in groups of four, and right by
 * the check of ISO 7064 (modulo 97). Small letters count as large ones. The word IBAN may stand right before it; with
 * anything else glued to it, it is a part of something longer.
 */
export function findIbans(signs: Signs): Stretch[] {
  const found: Stretch[] = [];
  for (let at = 2; at < signs.length; at++) {
    // Two letters and two digits begin one; the second pair is rarer, so it is looked for.
    if (!isDigit(signs.charCodeAt(at)) || !isDigit(signs.charCodeAt(at + 1))) continue;
    const start = at - 2;
    if (!isAsciiLetter(signs.charCodeAt(start)) || !isAsciiLetter(signs.charCodeAt(start + 1))) continue;
    const end = isFree(signs, start) ? ibanEnd(signs, start) : null;
    if (end === null) continue;
    found.push({ start, end });
    at = end;
  }
  return found;
}

function isFree(signs: Signs, start: number): boolean {
  if (!isWord(signs.charCodeAt(start - 1))) return true;
  const from = start - WORD.length;
  return from >= 0 && signs.slice(from, start).toUpperCase() === WORD && !isWord(signs.charCodeAt(from - 1));
}

function ibanEnd(signs: Signs, start: number): number | null {
  const length = lengths.get(signs.slice(start, start + 2).toUpperCase());
  if (length === undefined) return null;
  let text = "";
  let at = start;
  while (text.length < length) {
    // A blank after every fourth sign, or none at all.
    if (text.length > 0 && text.length % 4 === 0 && signs.charCodeAt(at) === SPACE) at += 1;
    if (!isAsciiWord(signs.charCodeAt(at))) return null;
    text += signs.slice(at, at + 1);
    at += 1;
  }
  return !isWord(signs.charCodeAt(at)) && isRight(text.toUpperCase()) ? at : null;
}

function isRight(iban: string): boolean {
  let rest = 0;
  for (const sign of iban.slice(4) + iban.slice(0, 4)) rest = Number(`${rest}${Number.parseInt(sign, 36)}`) % 97;
  return rest === 1;
}
