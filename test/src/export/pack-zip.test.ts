import { expect } from "chai";
import { unzipSync } from "fflate";
import { defaultLimits } from "../../../src/export/archive-limits.ts";
import { packZip, type FileToPack } from "../../../src/export/pack-zip.ts";
import { readZipDirectory } from "../../../src/export/zip-directory.ts";
import { concatBytes } from "../../../src/primitives/bytes.ts";
import { InvalidInputError } from "../../../src/primitives/errors.ts";
import { rejectedCode } from "../../helpers/rejected-code.ts";
import { seededBytes } from "../../helpers/seeded-bytes.ts";

async function* pieces(...list: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  await Promise.resolve();
  yield* list;
}
const file = (name: string, isStored: boolean, ...list: readonly Uint8Array[]): FileToPack => ({
  name,
  isStored,
  content: pieces(...list),
});
const pack = async (...files: readonly FileToPack[]): Promise<Uint8Array<ArrayBuffer>> => {
  const written: Uint8Array[] = [];
  for await (const piece of packZip(files)) written.push(piece);
  return concatBytes(...written);
};
const words = new TextEncoder().encode("word ".repeat(100_000));

describe("packZip", () => {
  it("gives files back byte for byte to any unzip, stored and deflated, of one piece, many or none", async () => {
    const noise = seededBytes(300_000);
    const zip = await pack(
      file("a.json", false, words.subarray(0, 7), words.subarray(7)),
      file("b.bin", true, noise),
      file("c.json", false),
      file("d.bin", true),
    );
    const files = unzipSync(zip);

    expect(Object.keys(files)).to.deep.equal(["a.json", "b.bin", "c.json", "d.bin"]);
    expect([files["a.json"], files["b.bin"]]).to.deep.equal([words, noise]);
    expect([files["c.json"]?.length, files["d.bin"]?.length]).to.deep.equal([0, 0]);
  });

  it("compresses what is not to be stored", async () => {
    const entries = await readZipDirectory(
      new Blob([await pack(file("a", false, words), file("b", true, words))]),
      defaultLimits,
    );
    expect(entries.map(({ method }) => method)).to.deep.equal([8, 0]);
    expect(entries.map(({ unpackedBytes }) => unpackedBytes)).to.deep.equal([500_000, 500_000]);
    expect(entries[0]?.packedBytes).to.be.below(10_000);
    expect(entries[1]?.packedBytes).to.equal(500_000);
  });

  it("says nothing of when it was made: the same files give the same bytes", async () => {
    expect(await pack(file("a", false, words))).to.deep.equal(await pack(file("a", false, words)));
  });

  it("fails as the content of a file does", async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield words;
      await Promise.reject(new InvalidInputError("TEST_BROKEN", "broken"));
    }
    for (const isStored of [true, false]) {
      expect(await rejectedCode(() => pack({ name: "a", isStored, content: broken() }))).to.equal("TEST_BROKEN");
    }
  });
});
