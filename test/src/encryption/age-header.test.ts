import { expect } from "chai";
import { encrypterTo, makeHeader, openHeader, takeHeader } from "../../../src/encryption/age-header.ts";
import { PieceReader } from "../../../src/encryption/piece-reader.ts";
import { concatBytes } from "../../../src/primitives/bytes.ts";
import { streamOf } from "../../helpers/collect.ts";
import { rejectedCode } from "../../helpers/rejected-code.ts";
import { flipBit, seededBytes } from "../../helpers/seeded-bytes.ts";
import { identity } from "./sealed-example.ts";

const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);

describe("makeHeader and openHeader", () => {
  it("agree on a file key of 16 bytes, another one each time", async () => {
    const key = await identity(1);
    const [first, second] = [await makeHeader(key.recipient), await makeHeader(key.recipient)];

    expect(first.fileKey).to.have.length(16);
    expect(first.fileKey).not.to.deep.equal(second.fileKey);
    expect(await openHeader(first.header, key)).to.deep.equal(first.fileKey);
  });

  it("write one stanza, for the recipient alone", async () => {
    const { header } = await makeHeader((await identity(1)).recipient);

    expect(new TextDecoder().decode(header)).to.match(
      /^age-encryption\.org\/v1\n-> X25519 [\w+/]{43}\n[\w+/]{43}\n--- [\w+/]{43}\n$/,
    );
  });

  it("T68 refuse another key and every turned bit with the same code", async () => {
    const [key, stranger] = [await identity(1), await identity(2)];
    const { header } = await makeHeader(key.recipient);

    expect(await rejectedCode(() => openHeader(header, stranger))).to.equal("ENCRYPTION_CORRUPT");
    for (let bit = 0; bit < 8 * header.length; bit++) {
      expect(await rejectedCode(() => openHeader(flipBit(header, bit), key)), `bit ${bit}`).to.equal(
        "ENCRYPTION_CORRUPT",
      );
    }
  });
});

describe("takeHeader", () => {
  it("takes the header off and leaves the rest, whatever pieces they come in", async () => {
    const { header } = await makeHeader((await identity(1)).recipient);
    const rest = ascii("\n--- no header\n");
    const file = concatBytes(header, rest);
    for (const size of [1, header.length, file.length]) {
      const pieces = Array.from({ length: Math.ceil(file.length / size) }, (_, i) =>
        file.slice(i * size, (i + 1) * size),
      );
      const source = new PieceReader(streamOf(pieces));

      expect(await takeHeader(source)).to.deep.equal(header);
      expect((await source.chunk(100)).bytes).to.deep.equal(rest);
    }
  });

  it("refuses what ends before it or goes on for more than 16 KiB", async () => {
    for (const bytes of [ascii(""), ascii("age-encryption.org/v1\n--- abc"), seededBytes(20_000)]) {
      const outcome = rejectedCode(() => takeHeader(new PieceReader(streamOf([bytes]))));
      expect(await outcome).to.equal("ENCRYPTION_CORRUPT");
    }
  });
});

describe("encrypterTo", () => {
  it("refuses what is no recipient", () => {
    for (const text of ["", "age1", "ssh-ed25519 AAAA"]) expect(() => encrypterTo(text)).to.throw();
  });
});
