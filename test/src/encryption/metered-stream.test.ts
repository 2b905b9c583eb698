import { expect } from "chai";
import { meterStream } from "../../../src/encryption/metered-stream.ts";
import { collect, streamOf } from "../../helpers/collect.ts";
import { rejectedCode, rejection } from "../../helpers/rejected-code.ts";
import { seededBytes } from "../../helpers/seeded-bytes.ts";
import { hashOf } from "./sealed-example.ts";

const pieces = [seededBytes(10), new Uint8Array(0), seededBytes(20, 2)];

describe("meterStream", () => {
  it("passes the bytes on and gives their number and hash at the end", async () => {
    const meter = meterStream(streamOf(pieces));

    const bytes = await collect(meter.stream);

    expect(meter.measure()).to.deep.equal({ sha256: hashOf(bytes), size: 30 });
  });

  it("has no measure before the end", async () => {
    const meter = meterStream(streamOf(pieces));
    await meter.stream.getReader().read();

    expect(await rejectedCode(meter.measure)).to.equal("ENCRYPTION_STREAM_UNFINISHED");
  });

  it("measures to the end what nobody reads, also while a read is under way", async () => {
    const meter = meterStream(streamOf(pieces));
    const reading = meter.stream.getReader().read();
    await Promise.all([meter.drain(), meter.drain(), reading]);
    await meter.drain();

    expect(meter.measure().size).to.equal(30);
  });

  it("refuses a source that is longer than allowed and cancels it", async () => {
    let reason: unknown;
    const source = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        controller.enqueue(new Uint8Array(8));
      },
      cancel: (given) => {
        reason = given;
      },
    });
    const meter = meterStream(source, 20);

    const error = await rejection(() => collect(meter.stream));

    expect(error.code).to.equal("ENCRYPTION_BLOB_MISMATCH");
    expect(reason).to.equal(error);
    expect(await rejection(() => meter.drain())).to.equal(error);
  });

  it("lets the failure of its source through, now and later", async () => {
    const failure = new Error("the line is dead");
    const meter = meterStream(streamOf(pieces, failure));

    expect(await collect(meter.stream).catch((error: unknown) => error)).to.equal(failure);
    expect(await meter.drain().catch((error: unknown) => error)).to.equal(failure);
  });

  it("cancels its source when the reader cancels", async () => {
    let cancelled = 0;
    const source = (): ReadableStream<Uint8Array> =>
      new ReadableStream<Uint8Array>({
        cancel: () => {
          cancelled++;
        },
      });

    await meterStream(source()).stream.cancel("enough");
    await meterStream(source()).cancel("enough");

    expect(cancelled).to.equal(2);
  });
});
