import { expect } from "chai";
import fc from "fast-check";
import { identityFromSeed } from "../../../src/encryption/age-identity.ts";
import { encodeBech32 } from "../../../src/encryption/bech32.ts";
import {
  encodeEnvelope,
  MAX_ENVELOPE_SIZE,
  MAX_PAYLOAD_SIZE,
  MAX_WRAPS,
  parseEnvelope,
  recipientAmong,
  type Envelope,
  type EnvelopeWrap,
} from "../../../src/encryption/envelope.ts";
import { bytesToHex } from "../../../src/primitives/bytes.ts";
import { toHex32 } from "../../../src/primitives/identifiers.ts";
import { rejectedCode } from "../../helpers/rejected-code.ts";
import { flipBit, seededBytes } from "../../helpers/seeded-bytes.ts";

const recipientOf = (seed: number): string => encodeBech32("age", seededBytes(32, seed));
const hash = (digit: string): ReturnType<typeof toHex32> => toHex32(`0x${digit.repeat(64)}`);
const wrap = (seed: number, role: EnvelopeWrap["role"]): EnvelopeWrap => ({
  recipient: recipientOf(seed),
  role,
  sha256: toHex32(bytesToHex(seededBytes(32, 500 + seed))),
  size: 450 + seed,
});
const envelope: Envelope = {
  payload: { sha256: hash("1"), size: 123_456 },
  wraps: [wrap(1, "owner"), wrap(2, "recovery"), wrap(3, "validator")],
  ownerKeySalt: hash("2"),
};
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const bytes = (json: string): Uint8Array => new TextEncoder().encode(json);
const changed = (change: (json: string) => string): Uint8Array => bytes(change(text(encodeEnvelope(envelope))));

describe("encodeEnvelope", function () {
  this.timeout(60_000);

  it("writes canonical JSON with its format tag", () => {
    const small = {
      ...envelope,
      wraps: [{ ...wrap(1, "owner"), recipient: `age1${"q".repeat(58)}`, sha256: hash("3") }],
    };

    expect(text(encodeEnvelope(small))).to.equal(
      `{"format":"contribution-envelope-v1","ownerKeySalt":"0x${"2".repeat(64)}",` +
        `"payload":{"sha256":"0x${"1".repeat(64)}","size":123456},` +
        `"wraps":[{"recipient":"age1${"q".repeat(58)}","role":"owner","sha256":"0x${"3".repeat(64)}","size":451}]}\n`,
    );
  });

  it("leaves out what does not belong into an envelope", () => {
    const stuffed = { ...envelope, secret: "AGE-SECRET-KEY-1", wraps: envelope.wraps.map((w) => ({ ...w, bytes: 1 })) };

    expect(encodeEnvelope(stuffed)).to.deep.equal(encodeEnvelope(envelope));
  });

  it("has room for the most wraps to the longest keys", () => {
    const long = (seed: number): string => `age1pq1${recipientOf(seed).slice(4).repeat(34).slice(0, 1952)}`;
    const wraps = Array.from({ length: MAX_WRAPS }, (_, i) => ({
      ...wrap(i + 1, i === 0 ? ("owner" as const) : ("validator" as const)),
      recipient: long(i + 1),
      size: 2000,
    }));

    expect(encodeEnvelope({ ...envelope, wraps }).length).to.be.below(MAX_ENVELOPE_SIZE);
  });
});

describe("parseEnvelope", function () {
  this.timeout(60_000);

  it("reads what encodeEnvelope wrote", () => {
    expect(parseEnvelope(encodeEnvelope(envelope))).to.deep.equal(envelope);
  });

  it("reads any envelope back", () => {
    const size = fc.integer({ min: 1, max: 8192 });
    const seeds = fc.uniqueArray(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(seeds, size, fc.integer({ min: 1, max: MAX_PAYLOAD_SIZE }), (chosen, wrapSize, payloadSize) => {
        const wraps = chosen.map((seed, i) => ({ ...wrap(seed, i === 0 ? "owner" : "validator"), size: wrapSize }));
        const any: Envelope = { ...envelope, payload: { ...envelope.payload, size: payloadSize }, wraps };
        expect(parseEnvelope(encodeEnvelope(any))).to.deep.equal(any);
      }),
      { numRuns: 200, seed: 20260101 },
    );
  });

  it("refuses an unknown format, also a later one", async () => {
    for (const format of ["contribution-envelope-v2", "", "__proto__"]) {
      const other = changed((json) => json.replace("contribution-envelope-v1", format));
      expect(await rejectedCode(() => parseEnvelope(other)), format).to.equal("ENCRYPTION_UNKNOWN_FORMAT");
    }
    for (const other of ["{}", "[]", '{"format":1}']) {
      expect(await rejectedCode(() => parseEnvelope(bytes(other))), other).to.equal("ENCRYPTION_UNKNOWN_FORMAT");
    }
  });

  it("refuses every other spelling of the same content", async () => {
    const spellings = {
      spaces: changed((json) => json.replace(":", ": ")),
      noLineFeed: changed((json) => json.trim()),
      twoLineFeeds: changed((json) => `${json}\n`),
      byteOrderMark: changed((json) => `\ufeff${json}`),
      extraKey: changed((json) => json.replace("{", '{"extra":1,')),
      proto: changed((json) => json.replace("{", '{"__proto__":{"size":1},')),
      doubleKey: changed((json) => json.replace('"size":123456', '"size":1,"size":123456')),
      exponent: changed((json) => json.replace("123456", "123456e0")),
      upperCase: changed((json) => json.replace("0x1111", "0X1111")),
      escaped: changed((json) => json.replace("owner", "\\u006fwner")),
    };

    for (const [name, spelling] of Object.entries(spellings)) {
      expect(await rejectedCode(() => parseEnvelope(spelling)), name).to.equal("ENCRYPTION_INVALID_ENVELOPE");
    }
  });

  it("refuses what is no envelope at all", async () => {
    const documents = {
      empty: "",
      notJson: "{",
      null: "null",
      number: "7",
      noWraps: '{"format":"contribution-envelope-v1"}',
      wrapsNoList: '{"format":"contribution-envelope-v1","wraps":{}}',
      noPayload: '{"format":"contribution-envelope-v1","wraps":[]}',
      nested: `${"[".repeat(300_000)}${"]".repeat(300_000)}`,
    };
    for (const [name, document] of Object.entries(documents)) {
      const code = await rejectedCode(() => parseEnvelope(bytes(document)));
      expect(["ENCRYPTION_INVALID_ENVELOPE", "ENCRYPTION_UNKNOWN_FORMAT"], name).to.include(code);
    }
    for (const noise of [
      Uint8Array.of(0xff, 0xfe),
      seededBytes(5000),
      new Uint8Array(MAX_ENVELOPE_SIZE + 1).fill(32),
    ]) {
      expect(await rejectedCode(() => parseEnvelope(noise))).to.equal("ENCRYPTION_INVALID_ENVELOPE");
    }
  });

  it("refuses parts of a wrong type", async () => {
    const parts: [string, string][] = [
      ['"role":"owner"', '"role":"king"'],
      ['"role":"owner"', '"role":null'],
      [`"recipient":"${recipientOf(1)}"`, '"recipient":5'],
      ['"size":123456', '"size":"123456"'],
      ['"size":123456', '"size":null'],
      [`"ownerKeySalt":"0x${"2".repeat(64)}"`, '"ownerKeySalt":[]'],
      [`0x${"1".repeat(64)}`, `0x${"1".repeat(63)}`],
      [`0x${"1".repeat(64)}`, "../../../../etc/passwd"],
    ];
    for (const [from, to] of parts) {
      const other = changed((json) => json.replace(from, to));
      expect(await rejectedCode(() => parseEnvelope(other)), to).to.equal("ENCRYPTION_INVALID_ENVELOPE");
    }
  });

  it("never reads a spoiled envelope as the same one", () => {
    const good = encodeEnvelope(envelope);
    for (let bit = 0; bit < 8 * good.length; bit++) {
      let read: Envelope | undefined;
      try {
        read = parseEnvelope(flipBit(good, bit));
      } catch {
        continue;
      }
      expect(read, `bit ${bit}`).not.to.deep.equal(envelope);
    }
  });
});

describe("the rules of an envelope, for its writer and its reader", function () {
  this.timeout(60_000);

  const broken: Record<string, Envelope> = {
    "no owner": { ...envelope, wraps: [wrap(2, "recovery")] },
    "no wraps": { ...envelope, wraps: [] },
    "two owners": { ...envelope, wraps: [wrap(1, "owner"), wrap(2, "owner")] },
    "a recipient twice": { ...envelope, wraps: [wrap(1, "owner"), wrap(1, "validator")] },
    "a recipient that is no key": { ...envelope, wraps: [{ ...wrap(1, "owner"), recipient: "age1…" }] },
    "too many wraps": {
      ...envelope,
      wraps: Array.from({ length: MAX_WRAPS + 1 }, (_, i) => wrap(i + 1, i === 0 ? "owner" : "validator")),
    },
    "an empty wrap": { ...envelope, wraps: [{ ...wrap(1, "owner"), size: 0 }] },
    "a large wrap": { ...envelope, wraps: [{ ...wrap(1, "owner"), size: 8193 }] },
    "an empty payload": { ...envelope, payload: { ...envelope.payload, size: 0 } },
    "a payload beyond 8 GiB": { ...envelope, payload: { ...envelope.payload, size: 8_589_934_593 } },
    "half a byte": { ...envelope, payload: { ...envelope.payload, size: 0.5 } },
    "a hash in upper case": { ...envelope, payload: { ...envelope.payload, sha256: `0x${"A".repeat(64)}` as never } },
  };
  for (const [name, bad] of Object.entries(broken)) {
    it(`forbid ${name}`, async () => {
      const json = bytes(`${JSON.stringify({ format: "contribution-envelope-v1", ...bad })}\n`);

      expect(await rejectedCode(() => encodeEnvelope(bad))).to.equal("ENCRYPTION_INVALID_ENVELOPE");
      expect(await rejectedCode(() => parseEnvelope(json))).to.equal("ENCRYPTION_INVALID_ENVELOPE");
    });
  }
});

describe("recipientAmong", () => {
  it("is the first identity that has a wrap, in the order in which they are given", async () => {
    const [stranger, first, second] = await Promise.all(
      [1, 2, 3].map((seed) => identityFromSeed(seededBytes(32, seed))),
    );
    const wraps = [second!, first!].map(({ recipient }) => ({ ...wrap(1, "validator"), recipient }));
    const found = recipientAmong({ ...envelope, wraps }, [stranger!, first!, second!]);

    expect(found).to.equal(first);
    expect(recipientAmong({ ...envelope, wraps }, [stranger!])).to.equal(undefined);
  });
});
