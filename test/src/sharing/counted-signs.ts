import type { Signs } from "../../../src/sharing/signs.ts";

/** A text that counts how many of its signs it was asked for: the work of a scanner, whatever machine it runs on. */
export class CountedSigns implements Signs {
  readonly length: number;
  readonly #text: string;
  steps = 0;

  constructor(text: string) {
    this.#text = text;
    this.length = text.length;
  }

  charCodeAt(index: number): number {
    this.steps += 1;
    return this.#text.charCodeAt(index);
  }

  indexOf(wanted: string, from = 0): number {
    const index = this.#text.indexOf(wanted, from);
    this.steps += (index === -1 ? this.length : index + wanted.length) - Math.min(from, this.length);
    return index;
  }

  slice(start = 0, end = this.length): string {
    const piece = this.#text.slice(start, end);
    this.steps += piece.length;
    return piece;
  }
}

/** What scanners could go back and forth over: beginnings that never end, and what almost is what they look for. */
export const pumps: readonly string[] = [
  ..."a1@.:-+(/ =_%\\\n\u00e9\u4e00".split(""),
  ...[
    "a@",
    "a.",
    "@a.b",
    "a@a.",
    "a@b.c@",
    "%40",
    "\\n@",
    "1 ",
    "1-",
    "12 ",
    "123-",
    "+1",
    "+49 ",
    "(1) ",
    "(212) ",
    "00 ",
  ],
  ...[
    "0170 ",
    "01 ",
    "2024-01-01 ",
    "phone 1",
    "phone ",
    "4111 ",
    "4111-1111-",
    "4",
    "DE89",
    "DE89 3704 ",
    "de89a",
    "aa11",
  ],
  ...["1.", "255.", "1.1.1.1.", "v1.2.3.4", "::", "a:", "1::", "fe80::", "a:b:c:d:e:f:1:2:", ".:", "1.2.3.4:"],
  ...[
    "sk-",
    "sk-a1",
    "ghp_0",
    "eyJ",
    "eyJa.",
    "eyJa.eyJ",
    "eyJa.eyJb.",
    "AKIA",
    "password=",
    "password: ",
    "token ",
    "=a1B",
  ],
  ...[
    "-----BEGIN ",
    "-----BEGIN PRIVATE KEY-----",
    "-----BEGIN PRIVATE KEY-----\n",
    "-----END ",
    "-----",
    "PRIVATE KEY",
  ],
  ...["://", "a://", "a://b:c@", "a://b:", "a://b:c@d@", "[email removed]", "aB3/", "Ab1+", "~"],
];

/** Each pump, repeated to `length` signs, with nothing and with something behind it. */
export function hostileTexts(length: number): { readonly pump: string; readonly text: string }[] {
  return pumps.flatMap((pump) => {
    const body = pump.repeat(Math.ceil(length / pump.length)).slice(0, length);
    return ["", "!", "\0", " x@y.zz"].map((end) => ({ pump: `${pump}…${end}`, text: body + end }));
  });
}
