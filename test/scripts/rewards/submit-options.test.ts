import { expect } from "chai";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStore, publishingFolder } from "../../../scripts/rewards/submit-options.ts";
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

  it("open a store that is there and make none", async () => {
    const folder = mkdtempSync(join(tmpdir(), "store-"));
    expect(await openStore(folder)).to.have.property("get");
    expect(await rejectedCode(() => openStore(join(folder, "mistyped")))).to.equal("SCRIPT_NO_STORE");
    expect(readdirSync(folder)).to.deep.equal([]);
    rmSync(folder, { recursive: true });
  });
});
