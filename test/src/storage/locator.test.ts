import { expect } from "chai";
import { toHex32 } from "../../../src/primitives/identifiers.ts";
import { formatLocator, parseLocator } from "../../../src/storage/locator.ts";
import { rejectedCode } from "../../helpers/rejected-code.ts";

const digits = "0123456789abcdef".repeat(4);

describe("locators", () => {
  it("are sha256: and 64 lower-case digits", () => {
    expect(formatLocator(toHex32(`0x${digits}`))).to.equal(`sha256:${digits}`);
    expect(parseLocator(`sha256:${digits}`)).to.equal(`0x${digits}`);
  });

  it("have one spelling and are nothing else", async () => {
    const others = [
      "",
      digits,
      `sha256:0x${digits}`,
      `SHA256:${digits}`,
      `sha256:${digits.toUpperCase()}`,
      `sha256:${digits.slice(1)}`,
      `sha256:${digits}0`,
      `sha256:${digits}\n`,
      ` sha256:${digits}`,
      `sha256:../../${digits.slice(6)}`,
      "https://example.org/blob",
      "file:///etc/passwd",
    ];
    for (const other of others) {
      expect(await rejectedCode(() => parseLocator(other)), other).to.equal("STORAGE_INVALID_LOCATOR");
    }
  });

  it("are not written for what is no hash", async () => {
    expect(await rejectedCode(() => formatLocator("0x12" as never))).to.equal("PRIMITIVES_NOT_HEX32");
  });
});
