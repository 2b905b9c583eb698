import { expect } from "chai";
import { redirectTarget } from "../../../src/storage/redirect-target.ts";
import { rejectedCode } from "../../helpers/rejected-code.ts";

const secure = new URL("https://host.example/epochs/7/leaves.bin");
const plain = new URL("http://host.example/epochs/7/leaves.bin");

describe("where a redirect leads", () => {
  it("is read relative to the address that it came from", () => {
    expect(redirectTarget(secure, "next.bin", "a").href).to.equal("https://host.example/epochs/7/next.bin");
    expect(redirectTarget(secure, "/next.bin", "a").href).to.equal("https://host.example/next.bin");
    expect(redirectTarget(plain, "//other.example/", "a").href).to.equal("http://other.example/");
    expect(redirectTarget(plain, "https://other.example/", "a").href).to.equal("https://other.example/");
  });

  it("is never http after https, however it is written", async () => {
    for (const location of [
      "http://host.example/",
      "HTTP://host.example/",
      "http:\\\\host.example",
      "http:host.example",
    ]) {
      expect(await rejectedCode(() => redirectTarget(secure, location, "a")), location).to.equal(
        "STORAGE_BAD_REDIRECT",
      );
    }
  });

  it("is no other scheme, has no password, and is there", async () => {
    for (const location of [
      "ftp://host.example/",
      "file:///etc/passwd",
      "data:,a",
      "http://me:you@host.example/",
      "http://",
    ]) {
      expect(await rejectedCode(() => redirectTarget(plain, location, "a")), location).to.equal("STORAGE_BAD_REDIRECT");
    }
    expect(await rejectedCode(() => redirectTarget(plain, null, "a"))).to.equal("STORAGE_BAD_REDIRECT");
  });
});
