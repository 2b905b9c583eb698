import { expect } from "chai";
import { readMail, writeMail } from "../../../src/authenticity/mail-message.ts";

const read = (text: string) => readMail(Uint8Array.from(Buffer.from(text, "latin1")));

describe("mail message", () => {
  it("divides fields and body, unfolds values and keeps what was written", () => {
    expect(read("To: a@b.c\r\nSUBJECT:  one\r\n\t two  three \r\n\r\nbody\r\n\r\nmore")).to.deep.equal({
      fields: [
        { name: "to", raw: "To: a@b.c", value: "a@b.c" },
        { name: "subject", raw: "SUBJECT:  one\r\n\t two  three ", value: "one two three" },
      ],
      body: "body\r\n\r\nmore",
    });
  });

  it("takes a line feed alone for a line end", () => {
    expect(read("A: b\n c\n\nd\ne")).to.deep.equal(read("A: b\r\n c\r\n\r\nd\r\ne"));
  });

  it("keeps every byte of eight bits", () => {
    const all = String.fromCharCode(...Array.from({ length: 128 }, (_, index) => 128 + index));
    const mail = read(`A: ${all}\r\n\r\n${all}`)!;
    expect(writeMail(mail.fields, mail.body).toString("latin1")).to.equal(`A: ${all}\r\n\r\n${all}`);
  });

  it("refuses what two readers could divide differently", () => {
    for (const text of [
      "",
      "A: b",
      "A: b\r\n",
      "\r\nA: b\r\n\r\n",
      " A: b\r\n\r\n",
      "A : b\r\n\r\n",
      ": b\r\n\r\n",
      "A\r\n b: c\r\n\r\n",
      "A: b\r\nnothing\r\n\r\n",
      "A: b\r\n \r\n c\r\n\r\n",
      "A: b\r\n \r\n\r\n",
      "A: b\rc\r\n\r\n",
      "A: b\0\r\n\r\n",
      "Ä: b\r\n\r\n",
      `${"A: b\r\n".repeat(501)}\r\n`,
    ]) {
      expect(read(text), JSON.stringify(text.slice(0, 30))).to.equal(null);
    }
    expect(read(`${"A: b\r\n".repeat(500)}\r\n`)?.fields).to.have.lengthOf(500);
  });
});
