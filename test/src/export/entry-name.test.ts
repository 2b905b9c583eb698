import { expect } from "chai";
import fc from "fast-check";
import { crc32 } from "node:zlib";
import yauzl from "yauzl";
import { decodeEntryName } from "../../../src/export/entry-name.ts";

const UTF8 = 0x800;
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const field = (path: Uint8Array, checksum: number, version = 1) => ({
  id: 0x7075,
  data: new Uint8Array([version, ...new Uint8Array(Uint32Array.of(checksum).buffer), ...path]),
});

describe("entry name", () => {
  it("is UTF-8 when the entry says so, and code page 437 otherwise", () => {
    const nameBytes = bytesOf("é.json");
    expect(decodeEntryName({ flags: UTF8, nameBytes, extraFields: [] }).name).to.equal("é.json");
    expect(decodeEntryName({ flags: 0, nameBytes, extraFields: [] }).name).to.equal("├⌐.json");
  });

  it("is what the Unicode path field says, if that belongs to the name", () => {
    const nameBytes = bytesOf("e.json");
    const named = (extra: ReturnType<typeof field>) =>
      decodeEntryName({ flags: 0, nameBytes, extraFields: [{ id: 1, data: new Uint8Array(8) }, extra] });
    expect(named(field(bytesOf("é.json"), crc32(nameBytes)))).to.deep.equal({ name: "é.json", plainName: "e.json" });
    expect(named(field(bytesOf("é.json"), 7)).name).to.equal("e.json");
    expect(named(field(bytesOf("é.json"), crc32(nameBytes), 2)).name).to.equal("e.json");
    expect(named({ id: 0x7075, data: new Uint8Array([1]) }).name).to.equal("e.json");
  });

  it("is what yauzl reads, whatever the bytes", () => {
    const bytes = fc.uint8Array({ maxLength: 40 });
    const name = fc.oneof(bytes, fc.string({ unit: "binary" }).map(bytesOf));
    const path = fc.record({ path: name, isOwn: fc.boolean(), version: fc.constantFrom(1, 1, 1, 0, 2) });
    fc.assert(
      fc.property(fc.constantFrom(0, UTF8), name, fc.array(path, { maxLength: 2 }), (flags, nameBytes, paths) => {
        const extraFields = paths.map(({ path, isOwn, version }) =>
          field(path, isOwn ? crc32(nameBytes) : 0x5eed, version),
        );
        const raw = extraFields.map(({ id, data }) => ({ id, data: Buffer.from(data) }));
        expect(decodeEntryName({ flags, nameBytes, extraFields }).name).to.equal(
          yauzl.getFileNameLowLevel(flags, Buffer.from(nameBytes), raw, true),
        );
      }),
      { numRuns: 2_000 },
    );
  });
});
