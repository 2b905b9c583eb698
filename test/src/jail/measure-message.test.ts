import { expect } from "chai";
import { toAddress } from "../../../src/primitives/identifiers.ts";
import { decodeRequest, encodeRequest, splitLength } from "../../../src/jail/measure-message.ts";
import { pinnedMailKeys } from "../../../src/authenticity/pinned-mail-keys.ts";
import { rulesetV1 } from "../../../src/scoring/ruleset.ts";
import { inPieces } from "./in-pieces.ts";

const request = {
  ruleset: rulesetV1,
  fingerprintKey: Uint8Array.from({ length: 16 }, (_, index) => index),
  owner: toAddress(`0x${"1".repeat(40)}`),
  submittedAt: 1_790_000_000,
  mailKeys: pinnedMailKeys,
};
const zip = Uint8Array.of(80, 75, 1, 2);

describe("messages to and from the jail", () => {
  it("carry the request and the zip behind it, however they are cut", () => {
    for (const size of [1, 7, 100_000]) {
      const decoded = decodeRequest(inPieces(Buffer.concat([encodeRequest(request), zip]), size));
      expect(decoded.request).to.deep.equal(request);
      expect(Buffer.concat(Array.from(decoded.zip, (piece) => Buffer.from(piece)))).to.deep.equal(Buffer.from(zip));
    }
  });

  it("carry nothing that was not asked for", () => {
    const more = { ...request, novelty: "secret" };
    expect(new TextDecoder().decode(encodeRequest(more))).not.to.contain("secret");
  });

  it("are whole or nothing", () => {
    const bytes = encodeRequest(request);
    expect(splitLength(bytes.subarray(0, 3))).to.equal(null);
    expect(splitLength(bytes.subarray(0, -1))).to.equal(null);
    expect(() => decodeRequest(inPieces(bytes.subarray(0, -1), 50))).to.throw();
  });
});
