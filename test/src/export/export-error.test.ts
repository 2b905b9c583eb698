import { expect } from "chai";
import { InvalidInputError } from "../../../src/primitives/errors.ts";
import { exportError } from "../../../src/export/export-error.ts";

describe("export error", () => {
  it("carries code, context and a hint", () => {
    const error = exportError("EXPORT_ZIP_RATIO", { limit: 100 });
    expect(error).to.be.instanceOf(InvalidInputError);
    expect(error).to.include({ code: "EXPORT_ZIP_RATIO" });
    expect(error.context).to.deep.equal({ limit: 100 });
    expect(error.hint).to.be.a("string").and.not.equal("");
  });
});
