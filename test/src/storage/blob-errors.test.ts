import { expect } from "chai";
import { InvalidInputError, RetryableError } from "../../../src/primitives/errors.ts";
import { toHex32 } from "../../../src/primitives/identifiers.ts";
import { deleteIncomplete, hashMismatch, notFound, tooLarge } from "../../../src/storage/blob-errors.ts";

const sha256 = toHex32(`0x${"ab".repeat(32)}`);

describe("errors about blobs", () => {
  it("say whether another try can help", () => {
    expect(notFound(sha256)).to.be.instanceOf(RetryableError).and.include({ code: "STORAGE_NOT_FOUND" });
    expect(hashMismatch(sha256)).to.be.instanceOf(RetryableError).and.include({ code: "STORAGE_HASH_MISMATCH" });
    expect(tooLarge(9)).to.be.instanceOf(InvalidInputError).and.include({ code: "STORAGE_TOO_LARGE" });
  });

  it("name the stores that a deletion did not reach, and keep the reason", () => {
    const cause = new Error("gone");
    const error = deleteIncomplete(["a", "b"], cause);
    expect(error).to.be.instanceOf(RetryableError).and.include({ code: "STORAGE_DELETE_INCOMPLETE", cause });
    expect(error.context).to.deep.equal({ stores: "a, b" });
  });
});
