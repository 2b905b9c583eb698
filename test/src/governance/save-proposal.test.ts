import { expect } from "chai";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { saveProposal } from "../../../src/governance/save-proposal.ts";
import { codeOf } from "../../helpers/code-of.ts";

const draft = (title: string) => ({ chainId: 1, title, actions: [], description: "# Why\n" });
const newFolder = () => join(mkdtempSync(join(tmpdir(), "proposals-")), "proposals");

describe("saveProposal", () => {
  it("writes the calls, the text and what belongs to it into a folder of its own", async () => {
    const folder = newFolder();
    const path = await saveProposal(folder, draft("Access for a survey"), [
      { name: "policy.md", bytes: new TextEncoder().encode("Be good.") },
    ]);

    expect(path).to.equal(join(folder, "001-access-for-a-survey"));
    expect(readdirSync(path).sort()).to.deep.equal(["actions.json", "policy.md", "proposal.md"]);
    expect(readFileSync(join(path, "proposal.md"), "utf8")).to.equal("# Why\n");
    expect(readFileSync(join(path, "policy.md"), "utf8")).to.equal("Be good.");
  });

  it("takes the number after the highest one there", async () => {
    const folder = newFolder();
    mkdirSync(join(folder, "017-older"), { recursive: true });
    writeFileSync(join(folder, "notes.txt"), "");
    const names = [await saveProposal(folder, draft("A")), await saveProposal(folder, draft("A"))];

    expect(names.map((name) => basename(name))).to.deep.equal(["018-a", "019-a"]);
  });

  it("T50: makes of any title a name that stays in the folder", async () => {
    const folder = newFolder();
    const names: string[] = [];
    for (const title of ["../../etc", "Zugang für Übersetzer!", "研究", "a".repeat(90), "con\u0000"]) {
      names.push(basename(await saveProposal(folder, draft(title))));
    }

    expect(names).to.deep.equal([
      "001-etc",
      "002-zugang-fur-ubersetzer",
      "003-proposal",
      `004-${"a".repeat(60)}`,
      "005-con",
    ]);
    expect(readdirSync(folder)).to.have.length(5);
  });

  it("says when nothing can be written there", async () => {
    const file = join(mkdtempSync(join(tmpdir(), "proposals-")), "file");
    writeFileSync(file, "");

    expect(await codeOf(saveProposal(file, draft("A")))).to.equal("STORAGE_READ_ONLY");
  });
});
