import { expect } from "chai";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openExistingStore, storeAddresses } from "../../scripts/open-stores.ts";
import { rejectedCode } from "../helpers/rejected-code.ts";

describe("the stores of a command", () => {
  it("are named in a list, each once", () => {
    expect(storeAddresses("here, s3://bucket ,here,")).to.deep.equal(["here", "s3://bucket"]);
    expect(storeAddresses("")).to.deep.equal([]);
  });

  it("must be there, and none is made", async () => {
    const folder = mkdtempSync(join(tmpdir(), "store-"));
    expect(await openExistingStore(folder)).to.have.property("get");
    expect(await rejectedCode(() => openExistingStore(join(folder, "mistyped")))).to.equal("SCRIPT_NO_STORE");
    expect(await rejectedCode(() => openExistingStore(`${folder},${join(folder, "mistyped")}`))).to.equal(
      "SCRIPT_NO_STORE",
    );
    expect(readdirSync(folder)).to.deep.equal([]);
    rmSync(folder, { recursive: true });
  });
});
