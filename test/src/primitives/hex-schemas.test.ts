import { expect } from "chai";
import { addressSchema, hex32Schema } from "../../../src/primitives/hex-schemas.ts";

describe("schemas of identifiers", () => {
  it("take what we write, and nothing of another length, case or kind", () => {
    for (const [schema, digits] of [
      [hex32Schema, 64],
      [addressSchema, 40],
    ] as const) {
      const good = `0x${"a".repeat(digits)}`;
      expect(schema.parse(good)).to.equal(good);
      for (const bad of [good.slice(1), `${good}a`, good.slice(0, -1), good.toUpperCase(), `${good}\n`, 1, null]) {
        expect(schema.safeParse(bad).success, String(bad)).to.equal(false);
      }
    }
  });
});
