import { expect } from "chai";
import { toAddress } from "../../../src/primitives/identifiers.ts";
import { decodeContext, encodeContext, splitLength } from "../../../src/jail/measure-message.ts";
import { rulesetV1 } from "../../../src/scoring/ruleset.ts";
import { inPieces } from "./in-pieces.ts";
import { collect } from "../export/rejection.ts";

const context = {
  ruleset: rulesetV1,
  fingerprintKey: Uint8Array.from({ length: 16 }, (_, index) => index),
  owner: toAddress(`0x${"1".repeat(40)}`),
  submittedAt: 1_790_000_000,
  tier: "selfDeclared" as const,
};
const zip = Uint8Array.of(80, 75, 1, 2);

describe("messages to and from the jail", () => {
  it("carry the context and the zip behind it, however they are cut", async () => {
    for (const size of [1, 7, 100_000]) {
      const decoded = await decodeContext(inPieces(Buffer.concat([encodeContext(context), zip]), size));
      expect(decoded.context).to.deep.equal(context);
      expect(Buffer.concat(await collect(decoded.zip))).to.deep.equal(Buffer.from(zip));
    }
  });

  it("carry nothing that was not asked for", () => {
    const more = { ...context, novelty: "secret" };
    expect(new TextDecoder().decode(encodeContext(more))).not.to.contain("secret");
  });

  it("are whole or nothing", async () => {
    const bytes = encodeContext(context);
    expect(splitLength(bytes.subarray(0, 3))).to.equal(null);
    expect(splitLength(bytes.subarray(0, -1))).to.equal(null);
    const cut = decodeContext(inPieces(bytes.subarray(0, -1), 50));
    expect(await cut.catch((error: unknown) => error)).to.be.instanceOf(Error);
  });
});
