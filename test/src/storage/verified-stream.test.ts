import { expect } from "chai";
import { verifiedStream } from "../../../src/storage/verified-stream.ts";
import { collect, streamOf } from "../../helpers/collect.ts";
import { rejectedCode } from "../../helpers/rejected-code.ts";
import { flipBit, seededBytes } from "../../helpers/seeded-bytes.ts";
import { hashOf } from "./temporary-store.ts";

const blob = seededBytes(5000);

describe("a stream that checks what passes", () => {
  it("passes the right bytes on", async () => {
    const pieces = [blob.subarray(0, 1), blob.subarray(1, 1), blob.subarray(1)];
    expect(await collect(verifiedStream(streamOf(pieces), hashOf(blob)))).to.deep.equal(blob);
    expect(await collect(verifiedStream(streamOf([]), hashOf(new Uint8Array(0))))).to.have.length(0);
  });

  it("T73: fails at the end of wrong, missing and additional ones", async () => {
    const wrong = [
      flipBit(blob, 0),
      flipBit(blob, 39_999),
      blob.subarray(1),
      blob.subarray(0, 4999),
      new Uint8Array(5001),
    ];
    for (const bytes of wrong) {
      expect(await rejectedCode(() => collect(verifiedStream(streamOf([bytes]), hashOf(blob))))).to.equal(
        "STORAGE_HASH_MISMATCH",
      );
    }
  });

  it("lets failures and cancelling through, and reads no faster than asked", async () => {
    const failure = new Error("the line is dead");
    const failing = collect(verifiedStream(streamOf([blob], failure), hashOf(blob)));
    expect(await failing.catch((error: unknown) => error)).to.equal(failure);

    let pulled = 0;
    let reason: unknown;
    const source = new ReadableStream<Uint8Array>(
      {
        pull: (controller) => {
          pulled++;
          controller.enqueue(blob);
        },
        cancel: (given) => {
          reason = given;
        },
      },
      { highWaterMark: 0 },
    );
    const reader = verifiedStream(source, hashOf(blob)).getReader();
    await reader.read();
    await reader.cancel("enough");
    expect([pulled, reason]).to.deep.equal([1, "enough"]);
  });
});
