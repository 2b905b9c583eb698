import { expect } from "chai";
import { grepOf, parsePlantedBug } from "../../../scripts/planted/planted-bug.ts";
import { codeOf } from "../../helpers/code-of.ts";

const PATH = "test/planted/07-lost-veto.patch";
const HEADER = [
  "Breaks: A veto is lost.",
  "Violates: VOT3, T23",
  "Suite: test/contracts/Veto.test.ts",
  "Test: veto › counts once",
];
const DIFF = [
  "--- a/contracts/rewards/Veto.sol",
  "+++ b/contracts/rewards/Veto.sol",
  "@@ -1,3 +1,3 @@",
  " before",
  "-    count += 1;",
  "+    count += 0;",
  " after",
];
const textOf = (header: readonly string[], diff: readonly string[]) => `${[...header, ...diff].join("\n")}\n`;

/** The code with which the patch is refused. */
const refusal = (header: readonly string[], diff: readonly string[], path = PATH) =>
  codeOf(Promise.resolve().then(() => parsePlantedBug(path, textOf(header, diff))));

describe("parsePlantedBug", () => {
  it("reads what breaks, which rules, which test must notice, and the changed file", () => {
    expect(parsePlantedBug(PATH, textOf(HEADER, DIFF))).to.deep.equal({
      patch: PATH,
      number: "07",
      breaks: "A veto is lost.",
      violates: ["VOT3", "T23"],
      suite: "test/contracts/Veto.test.ts",
      titles: ["veto", "counts once"],
      target: "contracts/rewards/Veto.sol",
    });
  });

  it("accepts a line that is only added or only deleted, and a change of the deployment", () => {
    const deleted = DIFF.filter((line) => !line.startsWith("+  "));
    const added = DIFF.filter((line) => !line.startsWith("-  "));
    const deployment = DIFF.map((line) => line.replace("contracts/rewards/Veto.sol", "deploy/modules/collective.ts"));

    for (const diff of [deleted, added]) {
      expect(parsePlantedBug(PATH, textOf(HEADER, diff)).target).to.equal("contracts/rewards/Veto.sol");
    }
    expect(parsePlantedBug(PATH, textOf(HEADER, deployment)).target).to.equal("deploy/modules/collective.ts");
  });

  it("keeps a colon and a comma of a title", () => {
    const header = [...HEADER.slice(0, 3), "Test: T23: counts once, whatever: comes"];

    expect(parsePlantedBug(PATH, textOf(header, DIFF)).titles).to.deep.equal(["T23: counts once, whatever: comes"]);
  });

  it("refuses a name without two digits or without its ending", async () => {
    for (const path of ["test/planted/lost-veto.patch", "test/planted/7-lost-veto.patch", "test/planted/07-a.diff"]) {
      expect(await refusal(HEADER, DIFF, path), path).to.equal("PLANTED_BAD_NAME");
    }
  });

  it("refuses a header with a line too few, too many, empty or out of order", async () => {
    for (let i = 0; i < HEADER.length; i++) {
      expect(await refusal(HEADER.toSpliced(i, 1), DIFF)).to.equal("PLANTED_BAD_HEADER");
      expect(await refusal(HEADER.with(i, HEADER[i]!.replace(/ .*/, " ")), DIFF)).to.equal("PLANTED_BAD_HEADER");
    }
    expect(await refusal([...HEADER, "Note: more"], DIFF)).to.equal("PLANTED_BAD_HEADER");
    expect(await refusal(HEADER.toReversed(), DIFF)).to.equal("PLANTED_BAD_HEADER");
    expect(await refusal([], DIFF)).to.equal("PLANTED_BAD_HEADER");
  });

  it("refuses a diff of no line, of two lines, of two files and of none", async () => {
    const unchanged = DIFF.filter((line) => !/^[-+] /.test(line));

    expect(await refusal(HEADER, unchanged)).to.equal("PLANTED_BAD_DIFF");
    expect(await refusal(HEADER, [...DIFF, "+    more"])).to.equal("PLANTED_BAD_DIFF");
    expect(await refusal(HEADER, [...DIFF, "-    less"])).to.equal("PLANTED_BAD_DIFF");
    expect(await refusal(HEADER, [...DIFF, ...DIFF])).to.equal("PLANTED_BAD_DIFF");
    expect(await refusal(HEADER, [])).to.equal("PLANTED_BAD_DIFF");
  });

  it("refuses a change of anything but the contracts and the deployment's modules", async () => {
    for (const target of ["test/contracts/Veto.test.ts", "deploy/checks/finding.ts", "contracts/README.md"]) {
      const diff = DIFF.map((line) => line.replace("contracts/rewards/Veto.sol", target));
      expect(await refusal(HEADER, diff), target).to.equal("PLANTED_BAD_DIFF");
    }
  });
});

describe("grepOf", () => {
  const selects = (titles: readonly string[], full: string) => new RegExp(grepOf(titles)).test(full);

  it("selects a test by a part of its title", () => {
    expect(selects(["counts once"], "Veto counts once per validator")).to.equal(true);
    expect(selects(["counts once"], "Veto counts twice")).to.equal(false);
  });

  it("selects only below the groups that are named, however deep", () => {
    const titles = ["remove", "works"];

    expect(selects(titles, "Registry remove works")).to.equal(true);
    expect(selects(titles, "Registry remove by its owner works")).to.equal(true);
    expect(selects(titles, "Registry update works")).to.equal(false);
    expect(selects(titles, "Registry works remove")).to.equal(false);
  });

  it("takes every character of a title for itself", () => {
    const title = String.raw`a+b (VOT1)? [x] {2} ^$ . * | / \d`;

    expect(selects([title], `Group ${title} end`)).to.equal(true);
    expect(selects(["(VOT1)"], "Group VOT1")).to.equal(false);
    expect(selects(["a.b"], "Group axb")).to.equal(false);
  });
});
