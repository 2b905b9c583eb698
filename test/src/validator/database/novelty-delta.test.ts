import { expect } from "chai";
import type { NoveltyDelta } from "../../../../src/scoring/novelty.ts";
import { decodeDelta, encodeDelta } from "../../../../src/validator/database/novelty-delta.ts";
import { rejectedCode } from "../../../helpers/rejected-code.ts";
import { digest, signer } from "./signer.ts";

const delta: NoveltyDelta = {
  fingerprints: [3, 0, 2 ** 53 - 1],
  cluster: digest(1),
  days: [{ day: 19_000, base: 5, paid: 4 }],
  mail: { id: digest(2), cluster: digest(3), owner: signer.validator },
};

describe("a delta in bytes", () => {
  it("is read as it was written, with and without a mail", () => {
    const { mail, ...others } = delta;
    expect(mail).not.to.equal(undefined);
    for (const each of [delta, others, { ...others, fingerprints: [], days: [] }]) {
      expect(decodeDelta(encodeDelta(each))).to.deep.equal(each);
    }
  });

  it("is refused when it was cut, changed or lengthened", async () => {
    const bytes = encodeDelta(delta);
    const changed = Uint8Array.from(bytes);
    changed[6] = 0;
    const wrong = encodeDelta({ ...delta, fingerprints: [0.5] });
    for (const each of [bytes.subarray(0, 3), bytes.subarray(0, -1), Uint8Array.of(...bytes, 0), changed, wrong]) {
      expect(await rejectedCode(() => decodeDelta(each))).to.equal("VALIDATOR_DATABASE_CORRUPT");
    }
  });
});
