import { expect } from "chai";
import { findEmails } from "../../../src/sharing/find-emails.ts";
import { taken } from "./taken.ts";

const emails = (text: string): string[] => taken(findEmails, text);

describe("findEmails", () => {
  it("finds addresses, in sentences and in brackets", () => {
    expect(emails("Write to john.doe+news@mail.example.org, <a@b.co> or (x_y@z-z.de).")).to.deep.equal([
      "john.doe+news@mail.example.org",
      "a@b.co",
      "x_y@z-z.de",
    ]);
  });

  it("finds addresses with letters of any script, and in scripts without blanks only the address", () => {
    expect(emails("jörg@bücher.de иван@пример.рф")).to.deep.equal(["jörg@bücher.de", "иван@пример.рф"]);
    expect(emails("我的邮箱是john@example.com谢谢")).to.deep.equal(["john@example.com"]);
    expect(emails("用户@例子.广告")).to.deep.equal(["用户@例子.广告"]);
  });

  it("leaves the quotes, signs and escapes before an address", () => {
    expect(emails("'a@b.de' =a@b.de /a@b.de")).to.deep.equal(["a@b.de", "a@b.de", "a@b.de"]);
    expect(emails(String.raw`{"to":"\njohn@b.de"}`)).to.deep.equal(["john@b.de"]);
  });

  it("leaves what only looks like one", () => {
    for (const text of [
      "a@b",
      "user@localhost",
      "@name",
      "a @ b.de",
      "@types/node@24.1.0",
      "logo@2x.png",
      "git@github.com:owner/name.git",
      "x@.de",
      "x@a..de",
      "x@-a.de",
      "@@@",
    ]) {
      expect(emails(text), text).to.deep.equal([]);
    }
  });

  it("finds the second of two that share nothing", () => {
    expect(emails("a@b.de;c@d.de a@b@c.de")).to.deep.equal(["a@b.de", "c@d.de", "b@c.de"]);
  });
});
