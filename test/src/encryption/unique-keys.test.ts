import { expect } from "chai";
import { encryptStream } from "../../../src/encryption/age-file.ts";
import { byteStream } from "../../../src/primitives/byte-stream.ts";
import { collect } from "../../helpers/collect.ts";
import { seededBytes } from "../../helpers/seeded-bytes.ts";
import { readPlainAge } from "./plain-age.ts";
import { identity } from "./sealed-example.ts";

/** `npm run test:deep` takes 100,000. */
const FILES = Number(process.env.ENCRYPTED_FILES ?? "10000");

const BATCH = 100;
const names = ["share", "fileKey", "streamNonce", "streamKey"] as const;
type Name = (typeof names)[number];

describe("keys and nonces", function () {
  this.timeout(3_600_000);

  it(`T65 are never used twice: ${FILES.toLocaleString("en")} files of the same bytes to the same key`, async () => {
    const { recipient } = await identity(1);
    const scalar = seededBytes(32, 1);
    const seen = Object.fromEntries(names.map((name) => [name, new Set<string>()])) as Record<Name, Set<string>>;
    const draw = async (): Promise<void> => {
      const file = readPlainAge(await collect(await encryptStream(byteStream(seededBytes(3)), recipient)), scalar);
      for (const name of names) seen[name].add(file[name].toString("latin1"));
    };
    for (let i = 0; i < FILES; i += BATCH) await Promise.all(Array.from({ length: BATCH }, draw));

    for (const [name, values] of Object.entries(seen)) expect(values.size, name).to.equal(FILES);
  });
});
