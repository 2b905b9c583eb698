import { expect } from "chai";
import { readSignatureTags } from "../../../src/authenticity/signature-tags.ts";

const base = { v: "1", a: "rsa-sha256", d: "Example.org", s: "S1", h: "From : to", bh: "AAAA", b: "BBBB" };
const read = (changes: Readonly<Record<string, string>> = {}, without = "") =>
  readSignatureTags(
    Object.entries({ ...base, ...changes })
      .filter(([name]) => name !== without)
      .map(([name, value]) => `${name}=${value}`)
      .join("; "),
  );

describe("signature tags", () => {
  it("reads what a signature says about itself, names in lower case", () => {
    expect(read()).to.deep.equal({
      algorithm: "rsa-sha256",
      domain: "example.org",
      selector: "s1",
      identityDomain: "example.org",
      fields: ["from", "to"],
      signedAt: null,
      expiresAt: null,
      hasBodyLength: false,
    });
    expect(read({ i: '"a@b"@Sub.example.org', t: "5", x: "6", l: "", c: "simple/relaxed" })).to.include({
      identityDomain: "sub.example.org",
      signedAt: 5,
      expiresAt: 6,
      hasBodyLength: true,
    });
  });

  it("gives nothing for a signature that is malformed", () => {
    for (const name of Object.keys(base)) {
      expect(read({}, name), `${name} missing`).to.equal(null);
      expect(read({ [name]: "" }), `${name} empty`).to.equal(null);
    }
    for (const changes of [
      { v: "2" },
      { v: "1.0" },
      { d: "exa mple.org" },
      { d: "-" },
      { s: "a/b" },
      { c: "relaxed/relaxed/simple" },
      { c: "RELAXED" },
      { t: "1e3" },
      { t: "" },
      { x: "1234567890123" },
    ]) {
      expect(read(changes), JSON.stringify(changes)).to.equal(null);
    }
    expect(readSignatureTags("no tags")).to.equal(null);
  });
});
