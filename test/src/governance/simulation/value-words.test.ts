import { expect } from "chai";
import { purposeWords, valueWords } from "../../../../src/governance/simulation/value-words.ts";
import { around, contracts, stranger, toolId } from "../../../helpers/some-surroundings.ts";

const words = (name: string, value: Parameters<typeof valueWords>[1]) => valueWords(name, value, around);

describe("valueWords", () => {
  it("gives amounts, spans, percentages and moments their units, and keeps every digit", () => {
    expect(words("price", "1500000000000000001")).to.equal("1.50 GPT (1500000000000000001 wei)");
    expect(words("duration", "90000")).to.equal("1 d 1 h (90000 s)");
    expect(words("newDelay", "60")).to.equal("1 m (60 s)");
    expect(words("emissionBps", "50")).to.equal("0.5 %");
    expect(words("expiresAt", "1796075124")).to.equal("2026-11-30 21:45:24 UTC");
    expect(words("expiresAt", "0")).to.equal("0");
    expect(words("grantId", "7")).to.equal("7");
  });

  it("writes accounts in full, behind their names", () => {
    expect(words("target", contracts.token)).to.equal(`token ${contracts.token}`);
    expect(words("grantee", stranger)).to.equal(stranger);
  });

  it("names purposes and tools", () => {
    expect(words("purpose", "1")).to.equal('"evaluation" (1)');
    expect(words("purpose", "9")).to.equal("9");
    expect(words("purposes", "3")).to.equal("research, evaluation");
    expect(words("toolId", toolId)).to.equal(`"Survey" (${toolId})`);
    expect(words("toolId", `0x${"8".repeat(64)}`)).to.equal(`0x${"8".repeat(64)}`);
  });

  it("quotes text, and takes out what could steer a terminal", () => {
    expect(words("name", 'A "tool"\n\u001B[2J\u202E')).to.equal('"A \\"tool\\"  [2J "');
  });

  it("goes into lists and structs", () => {
    expect(words("terms", { price: "0", ids: ["1", "2"], open: true })).to.equal(
      "{ price: 0.00 GPT (0 wei), ids: [1, 2], open: true }",
    );
  });
});

describe("purposeWords", () => {
  it("names what it can, up to the last bit", () => {
    expect(purposeWords(0b101, around)).to.equal("research, purpose 2");
    expect(purposeWords(2 ** 31, around)).to.equal("purpose 31");
    expect(purposeWords(0, around)).to.equal("none");
  });
});
