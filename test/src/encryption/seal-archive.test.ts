import { expect } from "chai";
import { encodeEnvelope, parseEnvelope } from "../../../src/encryption/envelope.ts";
import { sealArchive } from "../../../src/encryption/seal-archive.ts";
import { unwrapArchiveKey } from "../../../src/encryption/archive-key-wrap.ts";
import { collect, streamOf } from "../../helpers/collect.ts";
import { rejectedCode, rejection } from "../../helpers/rejected-code.ts";
import { seededBytes } from "../../helpers/seeded-bytes.ts";
import { CHAIN_ID, hashOf, identity, OWNER, publish, REGISTRY, SALT, sealRequest } from "./sealed-example.ts";

describe("sealArchive", function () {
  this.timeout(60_000);

  it("lists the payload and all wraps by size and hash, the owner's first", async () => {
    const { payload, payloadBytes, wraps, envelope, envelopeBytes } = await publish(await sealRequest());

    expect(payload).to.deep.equal({ sha256: hashOf(payloadBytes), size: payloadBytes.length });
    expect(wraps.map(({ role }) => role)).to.deep.equal(["owner", "recovery", "validator", "validator"]);
    for (const wrap of wraps) {
      expect([wrap.sha256, wrap.size]).to.deep.equal([hashOf(wrap.bytes), wrap.bytes.length]);
    }
    expect(envelope.ownerKeySalt).to.equal(SALT);
    expect(envelopeBytes).to.deep.equal(encodeEnvelope(envelope));
    expect(parseEnvelope(envelopeBytes)).to.deep.equal(envelope);
  });

  it("binds each wrap to the owner, the registry and the payload", async () => {
    const { payload, wraps } = await publish(await sealRequest());
    const binding = { owner: OWNER, registry: REGISTRY, chainId: CHAIN_ID, payloadSha256: payload.sha256 };

    const keys = await Promise.all(
      [1, 2, 3, 4].map(async (seed, i) => unwrapArchiveKey(wraps[i]!.bytes, await identity(seed), binding)),
    );

    expect(new Set(keys.map((key) => key.reveal()))).to.deep.equal(new Set([(await identity(77)).reveal()]));
  });

  it("takes the archive as a stream or a Blob too", async () => {
    const request = await sealRequest();
    for (const zip of [streamOf([seededBytes(10)]), new Blob([seededBytes(10)])]) {
      expect((await publish({ ...request, zip })).payload.size).to.equal(
        (await publish(await sealRequest(seededBytes(10)))).payload.size,
      );
    }
  });

  it("gives the wraps only when the payload was read to its end", async () => {
    const sealed = await sealArchive(await sealRequest());
    expect(await rejectedCode(sealed.finish)).to.equal("ENCRYPTION_STREAM_UNFINISHED");

    await collect(sealed.payload);

    expect((await sealed.finish()).wraps).to.have.length(4);
  });

  it("refuses a recipient nothing can be encrypted to, before it reads the archive", async () => {
    const request = await sealRequest();
    let read = false;
    function* zip(): Generator<Uint8Array> {
      read = true;
      yield seededBytes(10);
    }
    const misspelled = { recipient: `age1${"q".repeat(58)}`, role: "validator" as const };
    const recipients = [...request.recipients, misspelled];

    const error = await rejection(() => sealArchive({ ...request, zip: streamOf(zip()), recipients }));

    expect([error.code, error.context]).to.deep.equal(["ENCRYPTION_INVALID_RECIPIENT", { index: 3 }]);
    expect(read).to.equal(false);
  });

  it("refuses an owner's key that is none, a recipient twice, too many, and a used-up seed", async () => {
    const request = await sealRequest();
    const [first] = request.recipients;
    const cases: [Parameters<typeof sealArchive>[0], string][] = [
      [{ ...request, ownerRecipient: "age1" }, "ENCRYPTION_INVALID_RECIPIENT"],
      [{ ...request, recipients: [first!, first!] }, "ENCRYPTION_DUPLICATE_RECIPIENT"],
      [{ ...request, ownerRecipient: first!.recipient }, "ENCRYPTION_DUPLICATE_RECIPIENT"],
      [{ ...request, recipients: Array.from({ length: 256 }, () => first!) }, "ENCRYPTION_TOO_MANY_RECIPIENTS"],
      [{ ...request, archiveSeed: new Uint8Array(32) }, "ENCRYPTION_INVALID_SEED"],
    ];

    for (const [bad, code] of cases) expect(await rejectedCode(() => sealArchive(bad))).to.equal(code);
  });

  it("never gives the same bytes twice, even for the same request", async () => {
    const request = await sealRequest();

    expect((await publish(request)).payload.sha256).not.to.equal((await publish(request)).payload.sha256);
  });
});
