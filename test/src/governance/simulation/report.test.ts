import { expect } from "chai";
import { byGravity, gravest, type Finding } from "../../../../src/governance/simulation/report.ts";

const info: Finding = { severity: "info", code: "A", text: "" };
const warning: Finding = { severity: "warning", code: "B", text: "" };
const danger: Finding = { severity: "danger", code: "C", text: "" };

describe("gravest", () => {
  it("is the gravest of all, and info when there is nothing", () => {
    expect(gravest([info, danger, warning])).to.equal("danger");
    expect(gravest([info, warning])).to.equal("warning");
    expect(gravest([])).to.equal("info");
  });
});

describe("byGravity", () => {
  it("puts the gravest first, and leaves equals in their order", () => {
    const other = { ...danger, code: "D" };

    expect(byGravity([info, danger, warning, other])).to.deep.equal([danger, other, warning, info]);
  });
});
