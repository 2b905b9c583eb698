import { expect } from "chai";
import { decryptionFailure } from "../../../src/encryption/decryption-failure.ts";

describe("decryptionFailure", () => {
  it("T68 is the caller's to handle and has nothing in it that could differ", () => {
    const { name, code, context, cause, hint } = decryptionFailure();

    expect({ name, code, context, cause }).to.deep.equal({
      name: "InvalidInputError",
      code: "ENCRYPTION_CORRUPT",
      context: {},
      cause: undefined,
    });
    expect(hint).to.equal(decryptionFailure().hint);
  });
});
