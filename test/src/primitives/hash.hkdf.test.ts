import { expect } from "chai";
import { hkdfSync } from "node:crypto";
import { bytesToHex } from "../../../src/primitives/bytes.ts";
import { hkdfSha256 } from "../../../src/primitives/hash.ts";
import { seededBytes } from "../../helpers/seeded-bytes.ts";

describe("hkdfSha256", () => {
  it("gives the bytes of RFC 5869, test case 3", () => {
    const output = hkdfSha256(new Uint8Array(22).fill(0x0b), new Uint8Array(0), "", 42);

    expect(bytesToHex(output)).to.equal(
      "0x8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8",
    );
  });

  it("agrees with the implementation of Node for other secrets, salts, infos and lengths", () => {
    for (let seed = 1; seed <= 50; seed++) {
      const [secret, salt, info] = [seededBytes(seed, seed), seededBytes(seed % 40, seed + 100), `use ${seed}`];

      expect(hkdfSha256(secret, salt, info, 3 * seed)).to.deep.equal(
        new Uint8Array(hkdfSync("sha256", secret, salt, info, 3 * seed)),
      );
    }
  });
});
