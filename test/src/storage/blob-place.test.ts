import { expect } from "chai";
import fc from "fast-check";
import { toHex32, type Hex32 } from "../../../src/primitives/identifiers.ts";
import { blobPlace } from "../../../src/storage/blob-place.ts";
import { rejectedCode } from "../../helpers/rejected-code.ts";

describe("the place of a blob", () => {
  it("is the first two digits of its hash, then all of them", () => {
    expect(blobPlace(toHex32(`0x${"ab".repeat(32)}`))).to.equal(`ab/${"ab".repeat(32)}`);
  });

  it("T74: is hex digits and a slash, whatever a stranger writes", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary", maxLength: 80 }), async (id) => {
        fc.pre(!/^0x[0-9a-f]{64}$/.test(id));
        expect(await rejectedCode(() => blobPlace(id as Hex32))).to.equal("STORAGE_INVALID_ID");
      }),
      { numRuns: 500, seed: 20260101 },
    );
  });
});
