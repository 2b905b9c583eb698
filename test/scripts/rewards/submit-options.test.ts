import { expect } from "chai";
import { publishingFolder } from "../../../scripts/rewards/submit-options.ts";
import { rejectedCode } from "../../helpers/rejected-code.ts";

describe("the options of rewards submit", () => {
  it("put the own bundle where the others are, unless a folder is named", async () => {
    expect(publishingFolder({ from: "there", out: "" })).to.equal("there");
    expect(publishingFolder({ from: "there", out: "here" })).to.equal("here");
    expect(publishingFolder({ from: "https://host.example", out: "here" })).to.equal("here");
    expect(await rejectedCode(() => publishingFolder({ from: "https://host.example", out: "" }))).to.equal(
      "SCRIPT_USAGE",
    );
  });
});
