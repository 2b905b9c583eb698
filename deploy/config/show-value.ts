const LONGEST = 60;

/** A key of an account, with or without 0x and also one that lost a few digits while it was copied. */
const ACCOUNT_KEY = /[0-9a-f]{56,}/i;
const SEED_PHRASE = /^\s*(?:[a-z]+\s+){11,}[a-z]+\s*$/i;
const AGE_KEY = /AGE-SECRET-KEY/i;
const USER_AND_PASSWORD = /[:/].*@/;

/** What somebody typed, short enough for one line; of a secret in the wrong field only that it is one. */
export function showValue(value: unknown): string {
  if (value === undefined) return "nothing";
  const text = JSON.stringify(value);
  const plain = typeof value === "string" ? value : text;
  if ([ACCOUNT_KEY, SEED_PHRASE, AGE_KEY].some((secret) => secret.test(plain))) return "a private key";
  if (USER_AND_PASSWORD.test(plain)) return "an address with a user name or password";
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 3)}…`;
}

/** What a JSON parser complained about, without the piece of the file that it quotes. */
export function withoutQuote(complaint: string): string {
  return complaint.replace(/, (?:\.\.\.)?".*$/s, "");
}
