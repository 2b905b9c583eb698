import { expect } from "chai";
import { PythonFloat, pythonJson } from "../../../src/synthetic/python-json.ts";

describe("Python JSON", () => {
  it("separates as json.dumps does", () => {
    expect(pythonJson({ a: [1, true, null], b: {}, c: [] })).to.equal('{"a": [1, true, null], "b": {}, "c": []}');
  });

  it("escapes everything outside ASCII as UTF-16 units", () => {
    expect(pythonJson('é漢😀\u007f\n"\\')).to.equal('"\\u00e9\\u6f22\\ud83d\\ude00\u007f\\n\\"\\\\"');
  });

  it("prints floats as Python does", () => {
    expect(
      pythonJson([new PythonFloat(1_735_000_000), new PythonFloat(1, 518_846), new PythonFloat(2, 250_000)]),
    ).to.equal("[1735000000.0, 1.518846, 2.25]");
    expect(new PythonFloat(3, 42).text).to.equal("3.000042");
  });

  it("can be read back", () => {
    const value = { "key é": ["😀", { x: [1, 2] }], __x__: "y" };
    expect(JSON.parse(pythonJson(value))).to.deep.equal(value);
  });
});
