import { expect } from "chai";
import {
  formatKeyAnswer,
  MAX_ANSWER_SIZE,
  MAX_QUERY_SIZE,
  parseChallenge,
  parseKeyAnswer,
  parseKeyQuery,
  parseServiceError,
} from "../../../src/access/key-protocol.ts";
import { MAX_WRAP_SIZE } from "../../../src/encryption/archive-key-wrap.ts";
import { toHex32 } from "../../../src/primitives/identifiers.ts";
import { rejectedCode, rejection } from "../../helpers/rejected-code.ts";
import { seededBytes } from "../../helpers/seeded-bytes.ts";

const id = (number: number) => toHex32(`0x${number.toString(16).padStart(64, "0")}`);
const query = {
  grantId: 3,
  accesses: [{ contributionId: id(1), version: 2 }],
  challenge: id(9),
  deadline: 1_900_000_000,
  signature: `0x${"ab".repeat(65)}`,
};

describe("parseKeyQuery", () => {
  it("reads a request, in one spelling of each id", () => {
    const shouted = { ...query, challenge: `0x${"AB".repeat(32)}` };

    expect(parseKeyQuery(JSON.parse(JSON.stringify(query)))).to.deep.equal(query);
    expect(parseKeyQuery(shouted).challenge).to.equal(`0x${"ab".repeat(32)}`);
  });

  it("takes the largest request there may be, which fits the limit for its bytes", () => {
    const accesses = Array.from({ length: 100 }, (_, index) => ({ contributionId: id(index), version: 2 ** 32 - 1 }));
    const largest = { ...query, grantId: Number.MAX_SAFE_INTEGER, accesses, signature: `0x${"ab".repeat(4_096)}` };

    expect(parseKeyQuery(largest).accesses).to.have.length(100);
    expect(JSON.stringify(largest).length).to.be.at.most(MAX_QUERY_SIZE);
  });

  it("refuses everything else", async () => {
    const [one] = query.accesses;
    const wrong: unknown[] = [
      null,
      [],
      "x",
      {},
      { ...query, grantId: 0 },
      { ...query, grantId: 1.5 },
      { ...query, grantId: "1" },
      { ...query, grantId: 2 ** 53 },
      { ...query, accesses: [] },
      { ...query, accesses: [one, { ...one, version: 3 }] },
      { ...query, accesses: Array.from({ length: 101 }, (_, index) => ({ contributionId: id(index), version: 1 })) },
      { ...query, accesses: [{ ...one, version: 0 }] },
      { ...query, accesses: [{ ...one, version: 2 ** 32 }] },
      { ...query, accesses: [{ ...one, contributionId: "0x12" }] },
      { ...query, accesses: [{ ...one, more: 1 }] },
      { ...query, challenge: undefined },
      { ...query, deadline: -1 },
      { ...query, signature: "0xabc" },
      { ...query, signature: `0x${"ab".repeat(4_097)}` },
      { ...query, more: true },
      JSON.parse('{"__proto__": {"grantId": 1}}'),
    ];
    for (const document of wrong) {
      expect(await rejectedCode(() => parseKeyQuery(document)), JSON.stringify(document)).to.equal("KEYS_BAD_REQUEST");
    }
  });

  it("T68: repeats nothing of what came", async () => {
    const error = await rejection(() => parseKeyQuery({ ...query, signature: "AGE-SECRET-KEY-1" }));

    expect(error.message).to.equal("Expected a request for keys; signature is wrong.");
    expect([error.context, error.cause]).to.deep.equal([{}, undefined]);
  });
});

describe("parseKeyAnswer", () => {
  const released = [{ contributionId: id(1), version: 1, wrap: seededBytes(700) }];
  const refused = [{ contributionId: id(2), version: 4, code: "KEYS_REMOVED" }];
  const written = () =>
    JSON.parse(JSON.stringify(formatKeyAnswer({ released, refused }))) as { released: object[]; refused: object[] };

  it("reads what formatKeyAnswer writes", () => {
    expect(parseKeyAnswer(written())).to.deep.equal({ released, refused });
  });

  it("has room for the largest answer", () => {
    const most = Array.from({ length: 100 }, (_, index) => ({
      contributionId: id(index),
      version: 2 ** 32 - 1,
      wrap: seededBytes(MAX_WRAP_SIZE),
    }));
    const document = JSON.stringify(formatKeyAnswer({ released: most, refused: [] }));

    expect(document.length).to.be.at.most(MAX_ANSWER_SIZE);
    expect(parseKeyAnswer(JSON.parse(document)).released).to.have.length(100);
  });

  it("refuses what no service may answer, but not properties of a later one", async () => {
    const [entry] = written().released;
    const wrong: unknown[] = [
      null,
      {},
      { released: [] },
      { released: [{ ...entry, wrap: "%%%" }], refused },
      { released: [{ ...entry, wrap: "A".repeat(11_000) }], refused },
      { released: Array.from({ length: 101 }, () => entry), refused },
      { released: [], refused: [{ ...refused[0], code: "\u001b[2J" }] },
      { released: [], refused: [{ ...refused[0], code: "no" }] },
    ];
    for (const document of wrong) {
      expect(await rejectedCode(() => parseKeyAnswer(document))).to.equal("ACCESS_BAD_ANSWER");
    }
    expect(parseKeyAnswer({ ...written(), later: 1 }).refused).to.deep.equal(refused);
  });
});

describe("parseChallenge and parseServiceError", () => {
  it("read what a service sends, and nothing else", async () => {
    expect(parseChallenge({ challenge: id(5), expiresAt: 7 })).to.deep.equal({ challenge: id(5), expiresAt: 7 });
    expect(await rejectedCode(() => parseChallenge({ challenge: "x", expiresAt: 7 }))).to.equal("ACCESS_BAD_ANSWER");
    expect(await rejectedCode(() => parseServiceError({ code: "lower" }))).to.equal("ACCESS_BAD_ANSWER");
  });

  it("leave out of a stranger's words what a terminal would obey", () => {
    expect(parseServiceError({ code: "KEYS_BUSY", message: "a\u001b[2Jb", hint: "" })).to.deep.equal({
      code: "KEYS_BUSY",
      message: "a[2Jb",
      hint: "",
    });
  });
});
