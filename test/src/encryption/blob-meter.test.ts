import { expect } from "chai";
import { blobMismatch, BlobMeter } from "../../../src/encryption/blob-meter.ts";
import { rejectedCode } from "../../helpers/rejected-code.ts";
import { seededBytes } from "../../helpers/seeded-bytes.ts";
import { hashOf } from "./sealed-example.ts";

describe("BlobMeter", () => {
  it("gives number and hash of the bytes at their end", () => {
    const meter = new BlobMeter();
    for (const piece of [seededBytes(10), new Uint8Array(0), seededBytes(20, 2)]) meter.add(piece);
    meter.end();
    meter.end();

    const bytes = Uint8Array.from([...seededBytes(10), ...seededBytes(20, 2)]);
    expect(meter.measure()).to.deep.equal({ sha256: hashOf(bytes), size: 30 });
  });

  it("has no measure before the end", async () => {
    const meter = new BlobMeter();
    meter.add(seededBytes(10));

    expect(await rejectedCode(() => meter.measure())).to.equal("ENCRYPTION_STREAM_UNFINISHED");
  });

  it("accepts as much as is allowed and not one byte more", async () => {
    const meter = new BlobMeter(10);
    meter.add(seededBytes(10));

    expect(
      await rejectedCode(() => {
        meter.add(seededBytes(1));
      }),
    ).to.equal("ENCRYPTION_BLOB_MISMATCH");
  });
});

describe("blobMismatch", () => {
  it("says what was expected and that another source may do better", () => {
    const { name, code, context } = blobMismatch(10);

    expect({ name, code, context }).to.deep.equal({
      name: "RetryableError",
      code: "ENCRYPTION_BLOB_MISMATCH",
      context: { expectedSize: 10 },
    });
  });
});
