import { expect } from "chai";
import { readMailbox, readMailDate } from "../../../src/authenticity/mail-fields.ts";

describe("mail fields", () => {
  it("reads the one address of a field in lower case", () => {
    for (const value of [
      "Ada.L+x@Example.org",
      "<ada.l+x@example.ORG>",
      "Ada <ada.l+x@example.org>",
      "A. D. A. <ada.l+x@example.org>",
      '"Ada, \\"L\\" <eve@example.net>" <ada.l+x@example.org>',
      "=?UTF-8?Q?Ad=C3=A1?= <ada.l+x@example.org>",
    ]) {
      expect(readMailbox(value), value).to.equal("ada.l+x@example.org");
    }
  });

  it("refuses several addresses and forms that readers disagree about", () => {
    for (const value of [
      "",
      "ada",
      "ada@example",
      "@example.org",
      "ada@@example.org",
      "ada@example.org, eve@example.org",
      "ada@example.org eve@example.org",
      "<ada@example.org> <eve@example.org>",
      "Ada <ada@example.org> eve",
      "ada@example.org (eve@example.org)",
      "friends: ada@example.org;",
      '"ada"@example.org',
      "ada..l@example.org",
      ".ada@example.org",
      "ada@[127.0.0.1]",
      "ada@-example.org",
      "ad\u00e1@example.org",
      `Ada "L" <ada@example.org>`,
      `${"a".repeat(250)}@example.org`,
    ]) {
      expect(readMailbox(value), value).to.equal(null);
    }
  });

  it("reads dates with their zones", () => {
    for (const [value, seconds] of [
      ["Sat, 25 Oct 2025 04:54:50 +0000 (UTC)", 1_761_368_090],
      ["25 Oct 2025 04:54:50 GMT", 1_761_368_090],
      ["Fri, 24 Oct 2025 21:54:50 -0700 (PDT)", 1_761_368_090],
      ["Sat, 25 Oct 2025 10:24:50 +0530", 1_761_368_090],
      ["Sat, 25 Oct 2025 04:54 UT", 1_761_368_040],
      ["Thu, 1 Jan 1970 00:00:00 +0000", 0],
    ] as const) {
      expect(readMailDate(value), value).to.equal(seconds);
    }
  });

  it("refuses what is no date", () => {
    for (const value of [
      "",
      "2025-10-25T04:54:50Z",
      "Sat, 25 Oct 25 04:54:50 +0000",
      "Sat, 25 Okt 2025 04:54:50 +0000",
      "Sat, 31 Feb 2025 04:54:50 +0000",
      "Sat, 25 Oct 2025 24:54:50 +0000",
      "Sat, 25 Oct 2025 04:60:50 +0000",
      "Sat, 25 Oct 2025 04:54:61 +0000",
      "Sat, 25 Oct 2025 04:54:50 +2400",
      "Sat, 25 Oct 2025 04:54:50 +0060",
      "Sat, 25 Oct 2025 04:54:50 PDT",
      "Sat, 25 Oct 2025 04:54:50",
      "(x) Sat, 25 Oct 2025 04:54:50 +0000",
    ]) {
      expect(readMailDate(value), value).to.equal(null);
    }
  });
});
