import { expect } from "chai";
import { InvalidInputError } from "../../../../src/primitives/errors.ts";
import { corruptDatabase, databaseError } from "../../../../src/validator/database/database-error.ts";

const withCode = (code: string): Error => Object.assign(new Error("password=hunter2"), { code });

describe("databaseError", () => {
  for (const [code, expected] of [
    ["53100", "VALIDATOR_DATABASE_FULL"],
    ["ENOSPC", "VALIDATOR_DATABASE_FULL"],
    ["XX001", "VALIDATOR_DATABASE_CORRUPT"],
    ["XX002", "VALIDATOR_DATABASE_CORRUPT"],
    ["28P01", "VALIDATOR_DATABASE_REFUSED"],
    ["3D000", "VALIDATOR_DATABASE_REFUSED"],
    ["42501", "VALIDATOR_DATABASE_REFUSED"],
    ["25006", "VALIDATOR_DATABASE_READ_ONLY"],
    ["EROFS", "VALIDATOR_DATABASE_READ_ONLY"],
    ["40P01", "VALIDATOR_DATABASE_BUSY"],
    ["57P01", "VALIDATOR_DATABASE_UNREACHABLE"],
    ["08006", "VALIDATOR_DATABASE_UNREACHABLE"],
    ["ECONNREFUSED", "VALIDATOR_DATABASE_UNREACHABLE"],
    ["ENOTFOUND", "VALIDATOR_DATABASE_UNREACHABLE"],
    ["22P02", "VALIDATOR_DATABASE_FAILED"],
    ["EIO", "VALIDATOR_DATABASE_FAILED"],
  ] as const) {
    it(`says ${expected} for ${code}, and nothing of the driver's words`, () => {
      const error = databaseError(withCode(code));
      expect(error.code).to.equal(expected);
      expect(error.context).to.deep.equal({ reason: code });
      expect(error.cause).to.equal(undefined);
      expect(`${error.message} ${error.hint}`).not.to.contain("hunter2");
    });
  }

  it("knows a connection that broke off by its words", () => {
    expect(databaseError(new Error("Connection terminated unexpectedly")).code).to.equal(
      "VALIDATOR_DATABASE_UNREACHABLE",
    );
    expect(databaseError("words").code).to.equal("VALIDATOR_DATABASE_FAILED");
    expect(databaseError(undefined).context).to.deep.equal({ reason: "UNKNOWN" });
  });

  it("leaves our own errors as they are", () => {
    const own = new InvalidInputError("VALIDATOR_CONFLICTING_STATEMENT", "No.");
    expect(databaseError(own)).to.equal(own);
    expect(corruptDatabase("SIGN").context).to.deep.equal({ reason: "SIGN" });
  });
});
