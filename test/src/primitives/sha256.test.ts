import { expect } from "chai";
import { createSha256 } from "../../../src/primitives/sha256.ts";
import { seededBytes } from "../../helpers/seeded-bytes.ts";

describe("createSha256", () => {
  it("hashes what it is given piece by piece (FIPS 180-4, example B.1)", () => {
    const hash = createSha256();
    for (const piece of ["a", "", "bc"]) hash.update(new TextEncoder().encode(piece));

    expect(hash.digestHex()).to.equal("0xba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  });

  it("hashes each piece as it is when it is given", () => {
    const piece = seededBytes(100);
    const [hash, other] = [createSha256(), createSha256()];
    hash.update(piece);
    other.update(seededBytes(100));
    piece.fill(0);

    expect(hash.digestHex()).to.equal(other.digestHex());
  });
});
