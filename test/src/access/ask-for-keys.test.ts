import { expect } from "chai";
import { askForKeys, type AskMeans } from "../../../src/access/ask-for-keys.ts";
import type { PostDocument, PostedAnswer } from "../../../src/access/post-document.ts";
import type { KeyRequest } from "../../../src/chain/key-request.ts";
import { toAddress, toHex32 } from "../../../src/primitives/identifiers.ts";
import { codeOf } from "../../helpers/code-of.ts";
import { rejection } from "../../helpers/rejected-code.ts";

const id = (digit: number) => toHex32(`0x${String(digit).repeat(64)}`);
const validator = toAddress(`0x${"b".repeat(40)}`);
const accesses = [{ contributionId: id(1), version: 2 }];
const challenge = { challenge: id(9), expiresAt: 1_900_000_000 };
const ok = (document: object): PostedAnswer => ({ status: 200, document, retryAfterSeconds: null });
const refusal = (status: number, code: string, retryAfterSeconds: number | null = null): PostedAnswer => ({
  status,
  document: { code, message: "No.", hint: "" },
  retryAfterSeconds,
});

/** A data user, and a service that answers so, one answer after the other; the last one is repeated. */
function asking(...answers: PostedAnswer[]) {
  const sent: [string, object][] = [];
  const signed: KeyRequest[] = [];
  const pauses: number[] = [];
  const post: PostDocument = (address, document) => {
    sent.push([address.href, document]);
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    return Promise.resolve(answer!);
  };
  const means: AskMeans = {
    grantId: 5,
    post,
    sign: (request) => {
      signed.push(request);
      return Promise.resolve("0xab");
    },
    sleep: (seconds) => {
      pauses.push(seconds);
      return Promise.resolve();
    },
  };
  return {
    sent,
    signed,
    pauses,
    ask: (endpoint = "https://keys.example/base") => askForKeys({ account: validator, endpoint }, accesses, means),
  };
}

describe("askForKeys", () => {
  it("signs the challenge for this validator, and sends what it signed", async () => {
    const wrap = { ...accesses[0]!, wrap: "AQID" };
    const { ask, sent, signed } = asking(ok(challenge), ok({ released: [wrap], refused: [] }));

    expect(await ask()).to.deep.equal({ released: [{ ...accesses[0]!, wrap: Uint8Array.of(1, 2, 3) }], refused: [] });
    const request = { grantId: 5, accesses, challenge: id(9), deadline: 1_900_000_000 };
    expect(signed).to.deep.equal([{ ...request, validator }]);
    expect(sent).to.deep.equal([
      ["https://keys.example/base/v1/challenges", {}],
      ["https://keys.example/base/v1/keys", { ...request, signature: "0xab" }],
    ]);
  });

  it("cuts an answer down to what was asked for", async () => {
    const other = { contributionId: id(2), version: 2 };
    const older = { contributionId: id(1), version: 1 };
    const released = [other, older].map((access) => ({ ...access, wrap: "AQID" }));
    const refused = [other, accesses[0]!].map((access) => ({ ...access, code: "KEYS_REMOVED" }));
    const { ask } = asking(ok(challenge), ok({ released, refused }));

    expect(await ask()).to.deep.equal({ released: [], refused: [{ ...accesses[0]!, code: "KEYS_REMOVED" }] });
  });

  it("waits when it is asked to, and begins again with another challenge", async () => {
    const answer = ok({ released: [], refused: [] });
    const { ask, pauses, sent } = asking(
      refusal(503, "KEYS_BUSY", 5),
      ok(challenge),
      refusal(429, "KEYS_RATE_LIMITED", 60),
      ok(challenge),
      answer,
    );

    await ask();
    expect(pauses).to.deep.equal([5, 60]);
    expect(sent.filter(([address]) => address.endsWith("challenges"))).to.have.length(3);
  });

  it("T75: does not wait for long, nor for ever, nor when it is not said for how long", async () => {
    const patient = asking(refusal(429, "KEYS_RATE_LIMITED", 90));
    const refused = [patient, asking(refusal(429, "KEYS_RATE_LIMITED", 91)), asking(refusal(503, "KEYS_UNAVAILABLE"))];
    for (const { ask } of refused) expect(await codeOf(ask())).to.equal("ACCESS_SERVICE_REFUSED");

    expect(refused.map(({ pauses }) => pauses)).to.deep.equal([[90, 90, 90, 90, 90], [], []]);
  });

  it("tells the code of a service that refuses", async () => {
    const error = await rejection(() => asking(ok(challenge), refusal(403, "KEYS_BELOW_FLOOR")).ask());

    expect([error.code, error.context]).to.deep.equal([
      "ACCESS_SERVICE_REFUSED",
      { code: "KEYS_BELOW_FLOOR", status: 403 },
    ]);
  });

  it("does not take another document for an answer", async () => {
    expect(await codeOf(asking(ok({})).ask())).to.equal("ACCESS_BAD_ANSWER");
    expect(await codeOf(asking(ok(challenge), ok({ released: "all" })).ask())).to.equal("ACCESS_BAD_ANSWER");
    expect(await codeOf(asking({ ...refusal(403, "x"), document: "no" }).ask())).to.equal("ACCESS_BAD_ANSWER");
  });

  it("asks nobody who published no address of the web", async () => {
    for (const endpoint of ["", "keys", "file:///etc/passwd", "javascript:alert(1)"]) {
      const { ask, sent } = asking(ok(challenge));
      expect(await codeOf(ask(endpoint)), endpoint).to.equal("ACCESS_BAD_ENDPOINT");
      expect(sent).to.deep.equal([]);
    }
  });
});
