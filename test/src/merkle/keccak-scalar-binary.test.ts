import { expect } from "chai";
import { compileAssembly } from "../../../scripts/checks/compile-assembly.ts";
import { keccakScalarBinary } from "../../../src/merkle/keccak-scalar-binary.ts";

describe("keccak binary, scalar", function () {
  this.timeout(60_000);

  it("is what its source compiles to, and asks for nothing from outside", async () => {
    const binary = await compileAssembly("src/merkle/assembly/scalar.ts");
    expect(Buffer.from(binary).toString("base64")).to.equal(keccakScalarBinary);
    expect(WebAssembly.Module.imports(new WebAssembly.Module(binary))).to.deep.equal([]);
  });
});
