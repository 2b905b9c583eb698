import { expect } from "chai";
import { bundleFiles, bundleFolder } from "../../../src/rewards/bundle.ts";
import { fetchPrevious } from "../../../src/validator/previous-bundle.ts";
import { memorySource } from "../../helpers/memory-source.ts";
import { rejectedCode } from "../../helpers/rejected-code.ts";
import { exampleResults, previousOf } from "../rewards/example-epochs.ts";

const [first] = exampleResults();
const folder = bundleFolder(1, first.report.inputsHash);
const source = memorySource(new Map([...bundleFiles(first)].map(({ path, bytes }) => [`${folder}/${path}`, bytes])));
const report = first.report;
const previous = { ...previousOf(first), supporters: 0b111n, report, uris: [] };

describe("fetchPrevious", () => {
  it("gives the leaves and the ledger of the bundle that the last active report names", async () => {
    const files = await fetchPrevious({ previous, everContributed: 2 }, source);

    expect(files).to.deep.equal({ leavesFile: first.leavesFile, ledgerFile: first.ledgerFile });
  });

  it("asks nowhere before the first report", async () => {
    const nowhere = { ...source, read: () => expect.fail("asked") };

    expect(await fetchPrevious({ previous: null, everContributed: 0 }, nowhere)).to.equal(null);
  });

  it("reads no more leaves than the report counts, and no more entries than were ever contributed", async () => {
    const fewer = { ...previous, leafCount: previous.leafCount - 1 };

    expect(await rejectedCode(() => fetchPrevious({ previous: fewer, everContributed: 2 }, source))).to.equal(
      "STORAGE_TOO_LARGE",
    );
    expect(await rejectedCode(() => fetchPrevious({ previous, everContributed: 1 }, source))).to.equal(
      "STORAGE_TOO_LARGE",
    );
  });
});
