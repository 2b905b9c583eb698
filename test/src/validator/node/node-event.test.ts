import { expect } from "chai";
import { toHex32 } from "../../../../src/primitives/identifiers.ts";
import { pendingDigest } from "../../../../src/validator/node/node-event.ts";
import { codeOf } from "../../../helpers/code-of.ts";

describe("pendingDigest", () => {
  it("is what a duty about a pending report names", async () => {
    const digest = toHex32(`0x${"4".repeat(64)}`);
    const duty = { kind: "veto", epoch: 3, attempt: 1, digest } as const;

    expect(pendingDigest(duty)).to.equal(digest);
    expect(await codeOf(Promise.resolve().then(() => pendingDigest({ ...duty, digest: null })))).to.equal(
      "VALIDATOR_NOTHING_PENDING",
    );
  });
});
