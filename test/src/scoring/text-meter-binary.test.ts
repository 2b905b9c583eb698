import { expect } from "chai";
import { compileAssembly } from "../../../scripts/checks/compile-assembly.ts";
import { textMeterBinary } from "../../../src/scoring/text-meter-binary.ts";

describe("text meter binary", function () {
  this.timeout(60_000);

  it("is what its source compiles to, and asks for nothing from outside", async () => {
    const binary = await compileAssembly("src/scoring/assembly/index.ts");
    expect(Buffer.from(binary).toString("base64")).to.equal(textMeterBinary);
    expect(WebAssembly.Module.imports(new WebAssembly.Module(binary))).to.deep.equal([]);
  });
});
