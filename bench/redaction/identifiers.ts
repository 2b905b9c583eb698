import type { SeededRandom } from "../../src/synthetic/seeded-random.ts";

const LOWER = "abcdefghijklmnopqrstuvwxyz";
const ALL = `${LOWER}${LOWER.toUpperCase()}0123456789`;
const FIRST_NAMES = "anna john maria luca chen aisha peter sofia jonas emma yuki omar ines paul zoe".split(" ");
const LAST_NAMES = "mueller smith rossi dubois garcia novak jansen kowalski tanaka khan silva berg".split(" ");
const DOMAINS =
  "example.com mail.example.org firma-beispiel.de univ.example.ac.uk post.example.co.jp web.example".split(" ");

/** `count` signs out of `signs`. */
export function signs(random: SeededRandom, count: number, from = ALL): string {
  return Array.from({ length: count }, () => from.charAt(random.below(from.length))).join("");
}

/** `count` digits, the first one not zero. */
export function digits(random: SeededRandom, count: number): string {
  return `${1 + random.below(9)}${signs(random, count - 1, "0123456789")}`;
}

/** An address as people have them. */
export function email(random: SeededRandom): string {
  const [first, last] = [random.pick(FIRST_NAMES), random.pick(LAST_NAMES)];
  const local = random.pick([
    `${first}.${last}`,
    `${first}_${last}`,
    `${first}${digits(random, 2)}`,
    first,
    `${first.charAt(0)}${last}`,
  ]);
  return `${local}@${random.pick(DOMAINS)}`;
}

/** A card number of a network, right by Luhn's check. */
export function card(random: SeededRandom): string {
  const body = random.pick(["4", "51", "55", "2221", "6011", "65"]);
  const open = body + signs(random, 15 - body.length, "0123456789");
  return open + checkDigit(open);
}

function checkDigit(open: string): string {
  const sum = Array.from(open)
    .reverse()
    .reduce((total, sign, index) => {
      const value = Number(sign) * (index % 2 === 0 ? 2 : 1);
      return total + Math.floor(value / 10) + (value % 10);
    }, 0);
  return String((10 - (sum % 10)) % 10);
}

/** A bank account of one of four countries, right by its check. */
export function iban(random: SeededRandom): string {
  const [country, length] = random.pick([
    ["DE", 18],
    ["FR", 23],
    ["NL", 14],
    ["ES", 20],
  ] as const);
  const account = country === "NL" ? `BANK${digits(random, length - 4)}` : digits(random, length);
  const number = Array.from(`${account}${country}00`, (sign) => Number.parseInt(sign, 36)).join("");
  const check = 98n - (BigInt(number) % 97n);
  return `${country}${String(check).padStart(2, "0")}${account}`;
}

/** Blanks after every four signs. */
export function inFours(text: string, gap = " "): string {
  return text.replace(/(.{4})(?=.)/g, `$1${gap}`);
}

/** Four numbers of a public address. */
export function v4(random: SeededRandom): string {
  return [11 + random.below(100), random.below(256), random.below(256), 1 + random.below(254)].join(".");
}

/** A key as services give them out: letters of both cases and digits. */
export function secret(random: SeededRandom, length: number): string {
  return `aB3${signs(random, length - 6)}x9Z`;
}

/** A North American number's ten digits. */
export function american(random: SeededRandom): readonly [area: string, exchange: string, line: string] {
  return [`2${digits(random, 2)}`, `5${digits(random, 2)}`, digits(random, 4)];
}
