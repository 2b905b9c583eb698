import { expect } from "chai";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readFingerprintKey } from "../../../../src/validator/operator/read-fingerprint-key.ts";
import { rejection } from "../../../helpers/rejected-code.ts";

describe("readFingerprintKey", () => {
  const folder = mkdtempSync(join(tmpdir(), "fingerprints "));
  const write = (text: string): string => {
    writeFileSync(join(folder, "key"), text, { mode: 0o600 });
    return join(folder, "key");
  };

  after(() => {
    rmSync(folder, { recursive: true });
  });

  it("reads 32 hexadecimal digits", async () => {
    const key = await readFingerprintKey(write("000102030405060708090a0b0c0d0eFF\n"));

    expect([...key]).to.deep.equal([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 255]);
  });

  it("T69 refuses anything else, and does not repeat it", async () => {
    for (const text of ["", "0".repeat(31), "0".repeat(33), "x".repeat(32)]) {
      const { code, message } = (await rejection(() => readFingerprintKey(write(text)))) as Error & { code: string };
      expect(code).to.equal("VALIDATOR_BAD_FINGERPRINT_KEY");
      expect(message).to.not.match(/0{9}|x{9}/);
    }
  });
});
