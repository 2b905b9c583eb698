import { expect } from "chai";
import { bundleFiles, bundleFolder } from "../../../../src/rewards/bundle.ts";
import { findPrevious, statedSources } from "../../../../src/validator/node/find-previous.ts";
import { memorySource } from "../../../helpers/memory-source.ts";
import { rejectedCode } from "../../../helpers/rejected-code.ts";
import { exampleResults, previousOf } from "../../rewards/example-epochs.ts";

const [first] = exampleResults();
const folder = bundleFolder(1, first.report.inputsHash);
const files = new Map([...bundleFiles(first)].map(({ path, bytes }) => [`${folder}/${path}`, bytes]));
const whole = memorySource(files);
const damaged = memorySource(
  new Map([...files].map(([path, bytes]) => [path, Uint8Array.from(bytes, (byte) => byte ^ 1)])),
);
const nowhere = memorySource(new Map());
const previous = { ...previousOf(first), supporters: 0b111n, report: first.report, uris: [] };
const bundles = (...sources: (typeof whole)[]) => ({ bundles: { folder: "", uri: "", sources } });

describe("findPrevious", () => {
  it("F28: passes over places that have nothing or something else", async () => {
    const state = { previous, everContributed: 2 };
    const found = await findPrevious(state, bundles(nowhere, damaged, whole));

    expect(found).to.deep.equal({ leavesFile: first.leavesFile, ledgerFile: first.ledgerFile });
    expect(await rejectedCode(() => findPrevious(state, bundles(nowhere, damaged)))).to.equal(
      "REWARDS_PREVIOUS_MISMATCH",
    );
  });

  it("is nothing before the first report", async () => {
    expect(await findPrevious({ previous: null, everContributed: 0 }, bundles())).to.equal(null);
  });
});

describe("statedSources", () => {
  it("T72: takes addresses of hosts alone from what others stated", () => {
    expect(
      statedSources(["file:bundles", "/etc", "https://host.example/rewards", "https://a:b@host.example"]),
    ).to.have.length(1);
  });
});
