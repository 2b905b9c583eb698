import { expect } from "chai";
import { compileAssembly } from "../../../scripts/checks/compile-assembly.ts";
import { keccakSimdBinary } from "../../../src/merkle/keccak-simd-binary.ts";

describe("keccak binary, simd", function () {
  this.timeout(60_000);

  it("is what its source compiles to, and asks for nothing from outside", async () => {
    const binary = await compileAssembly("src/merkle/assembly/simd.ts");
    expect(Buffer.from(binary).toString("base64")).to.equal(keccakSimdBinary);
    expect(WebAssembly.Module.imports(new WebAssembly.Module(binary))).to.deep.equal([]);
  });
});
