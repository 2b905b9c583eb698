import type { RemovalKind } from "../../src/export/removal-marks.ts";
import type { SeededRandom } from "../../src/synthetic/seeded-random.ts";
import { american, card, digits, email, iban, inFours, secret, signs, v4 } from "./identifiers.ts";

/** One way in which something is written. */
export type Form = {
  readonly name: string;
  /** What it is; null for what only looks like something. */
  readonly kind: RemovalKind | null;
  /** Known to be out of reach: it is in the sample so that nobody forgets it. */
  readonly isMissed?: boolean;
  /** Gives the text before, the thing itself, and the text behind. */
  readonly write: (random: SeededRandom) => string | readonly [before: string, thing: string, after: string];
};

/** A word of the owner's, for the kind `word`. */
export const OWN_WORDS = ["Ottilie Überweg", "Kleinkleckersdorf"];

const hex = (random: SeededRandom, count: number): string => random.hex(count);
const emails: readonly Form[] = [
  { name: "e-mail", kind: "email", write: email },
  { name: "e-mail in a program", kind: "email", write: (r) => ['to = "', email(r), '"'] },
  { name: "e-mail in a link", kind: "email", write: (r) => ["mailto:", email(r).replace("@", "%40"), "?subject=x"] },
  { name: "e-mail with invisible signs", kind: "email", write: (r) => email(r).replace("@", "\u200b@\u00ad") },
  { name: "e-mail between words without blanks", kind: "email", write: (r) => ["我的邮箱是", email(r), "谢谢"] },
  {
    name: "e-mail, spelled out",
    kind: "email",
    isMissed: true,
    write: (r) => email(r).replace("@", " at ").replaceAll(".", " dot "),
  },
];
const phones: readonly Form[] = [
  {
    name: "phone with a country's code",
    kind: "phone",
    write: (r) => `+${r.pick(["49 170", "44 20", "33 6", "81 90"])} ${digits(r, 4)} ${digits(r, 4)}`,
  },
  {
    name: "phone with a country's code, in one piece",
    kind: "phone",
    write: (r) => `+${r.pick(["49", "44", "39"])}${digits(r, 10)}`,
  },
  {
    name: "phone, North American",
    kind: "phone",
    write: (r) => {
      const [a, b, c] = american(r);
      return r.pick([`(${a}) ${b}-${c}`, `${a}-${b}-${c}`, `${a}.${b}.${c}`]);
    },
  },
  {
    name: "phone with a leading zero, in groups",
    kind: "phone",
    write: (r) => `0${digits(r, 3)}${r.pick([" ", "/", "-"])}${digits(r, 7)}`,
  },
  {
    name: "phone behind a word for it",
    kind: "phone",
    write: (r) => [r.pick(["Tel. ", "phone: ", "my mobile is "]), digits(r, 8), ""],
  },
  { name: "phone, bare digits without a word", kind: "phone", isMissed: true, write: (r) => `0${digits(r, 10)}` },
];
const accounts: readonly Form[] = [
  { name: "card in one piece", kind: "card", write: card },
  { name: "card in fours", kind: "card", write: (r) => inFours(card(r), r.pick([" ", "-"])) },
  { name: "IBAN in one piece", kind: "iban", write: iban },
  { name: "IBAN in fours", kind: "iban", write: (r) => inFours(iban(r)) },
  { name: "IBAN in small letters", kind: "iban", write: (r) => iban(r).toLowerCase() },
  { name: "IBAN with hyphens", kind: "iban", isMissed: true, write: (r) => inFours(iban(r), "-") },
];
const keys: readonly Form[] = [
  {
    name: "token of a service",
    kind: "key",
    write: (r) => r.pick(["sk-", "sk-proj-", "ghp_", "hf_", "glpat-"]) + secret(r, 36),
  },
  { name: "web token", kind: "key", write: (r) => `eyJ${secret(r, 20)}.eyJ${secret(r, 30)}.${secret(r, 43)}` },
  {
    name: "private key",
    kind: "key",
    write: (r) => `-----BEGIN PRIVATE KEY-----\n${secret(r, 64)}\n${secret(r, 64)}\n-----END PRIVATE KEY-----`,
  },
  {
    name: "login in an address",
    kind: "key",
    write: (r) => ["postgres://", `${signs(r, 6, "abc")}:${secret(r, 12)}`, "@db.example:5432/x"],
  },
  {
    name: "value behind the name of a secret",
    kind: "key",
    write: (r) => [
      r.pick(["API_KEY=", 'password: "', "Authorization: Bearer ", "client_secret = '"]),
      secret(r, 32),
      "",
    ],
  },
  { name: "hexadecimal value behind such a name", kind: "key", write: (r) => ["secret: ", hex(r, 40), ""] },
  { name: "random value without a name", kind: "key", isMissed: true, write: (r) => secret(r, 32) },
  {
    name: "short password",
    kind: "key",
    isMissed: true,
    write: (r) => ["password: ", `${signs(r, 6, "abcdefgh")}${digits(r, 2)}`, ""],
  },
];
const addresses: readonly Form[] = [
  { name: "IPv4", kind: "ip", write: v4 },
  { name: "IPv4 with a port", kind: "ip", write: (r) => ["", v4(r), `:${digits(r, 4)}`] },
  { name: "IPv6", kind: "ip", write: (r) => Array.from({ length: 8 }, () => hex(r, 4)).join(":") },
  { name: "IPv6, shortened", kind: "ip", write: (r) => `2001:db8:${hex(r, 4)}::${1 + r.below(9)}` },
];
const own: readonly Form[] = [
  { name: "the owner's words", kind: "word", write: (r) => r.pick(OWN_WORDS) },
  {
    name: "the owner's words in other letters",
    kind: "word",
    write: (r) => r.pick(OWN_WORDS).toUpperCase().normalize("NFD"),
  },
  {
    name: "the owner's words, misspelled",
    kind: "word",
    isMissed: true,
    write: (r) => r.pick(["Ottilie Ueberweg", "Kleinkleckerdorf"]),
  },
];
const day = (r: SeededRandom): string => String(10 + r.below(18));
const month = (r: SeededRandom): string => `0${1 + r.below(9)}`;
const year = (r: SeededRandom): string => String(1990 + r.below(40));
const look: readonly (readonly [name: string, write: Form["write"]])[] = [
  [
    "dates",
    (r) =>
      r.pick([
        `${year(r)}-${month(r)}-${day(r)}`,
        `${day(r)}.${month(r)}.${year(r)}`,
        `${month(r)}/${day(r)}/${year(r)}`,
      ]),
  ],
  ["times and log lines", (r) => `[${year(r)}-${month(r)}-${day(r)} 10:${day(r)}:${day(r)},${digits(r, 3)}]`],
  ["versions", (r) => r.pick(["v", "version ", "Version: ", ""]) + [r.below(20), r.below(30), r.below(30)].join(".")],
  ["versions of four numbers", (r) => ["version ", v4(r), ""]],
  ["packages with versions", (r) => `@scope/${signs(r, 6, "abc")}@${r.below(30)}.${r.below(30)}.${r.below(30)}`],
  ["ids of messages", (r) => r.uuid()],
  ["hashes", (r) => r.pick(["commit ", "sha256 ", "etag "]) + hex(r, r.pick([7, 32, 40, 64]))],
  ["order numbers", (r) => `${digits(r, 3)}-${digits(r, 7)}-${digits(r, 7)}`],
  ["parcels", (r) => `1Z${signs(r, 6, "ABC0123456789")}${digits(r, 10)}`],
  ["numbers of books", (r) => `978-${1 + r.below(9)}-${digits(r, 2)}-${digits(r, 6)}-${r.below(10)}`],
  ["amounts", (r) => `$${digits(r, 1)},${digits(r, 3)},${digits(r, 3)}.${digits(r, 2)}`],
  ["coordinates", (r) => `+${r.below(90)}.${digits(r, 6)}, -${r.below(180)}.${digits(r, 6)}`],
  ["Unix times", (r) => `17${digits(r, 8)}`],
  ["long numbers", (r) => digits(r, r.pick([8, 9, 11, 12, 20, 24]))],
  ["decimals", (r) => `0.${digits(r, 12)}`],
  ["bytes", (r) => Array.from({ length: 12 }, () => hex(r, 2)).join(" ")],
  ["machine addresses", (r) => Array.from({ length: 6 }, () => hex(r, 2)).join(":")],
  ["names in programs", (r) => r.pick(["std::vector", "a::b", "u8::MAX", "@property", "x @ y.T", "obj@0x7ffe"])],
  ["pictures for two densities", (r) => `logo${digits(r, 1)}@${r.pick(["2x", "3x"])}.png`],
  ["clone addresses", () => "git@example.com:owner/project.git"],
  ["loopback and masks", (r) => r.pick(["127.0.0.1", "0.0.0.0", "255.255.255.0", "::1"])],
  [
    "cards with a wrong check",
    (r) => {
      const number = card(r);
      return number.slice(0, -1) + String((Number(number.at(-1)) + 1 + r.below(9)) % 10);
    },
  ],
  [
    "accounts with a wrong check",
    (r) => {
      const number = iban(r);
      return number.slice(0, -1) + String((Number(number.at(-1)) + 1 + r.below(9)) % 10);
    },
  ],
  ["numbers of securities and taxes", (r) => r.pick([`US${digits(r, 10)}`, `DE${digits(r, 9)}`])],
  ["long words with hyphens", (r) => `sk-${signs(r, 5, "abc")}-is-a-very-long-name-of-${signs(r, 5, "abc")}`],
  ["words for secrets", (r) => `password: ${r.pick(["see the manual of the module", "correct-horse-battery-staple"])}`],
  ["words like the owner's", (r) => r.pick(["Ottilie", "Überwegung", "Kleinkleckersdorfer"])],
];

/** All forms of the sample: what is to be found, what is known to be missed, and what is to be left alone. */
export const forms: readonly Form[] = [
  ...[...emails, ...phones, ...accounts, ...keys, ...addresses, ...own],
  ...look.map(([name, write]): Form => ({ name, kind: null, write })),
];
