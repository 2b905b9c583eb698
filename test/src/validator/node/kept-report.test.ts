import { expect } from "chai";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { toHex32 } from "../../../../src/primitives/identifiers.ts";
import { bundleFiles, bundleFolder } from "../../../../src/rewards/bundle.ts";
import type { EpochReport } from "../../../../src/rewards/epoch-inputs.ts";
import { writeBundle } from "../../../../src/storage/bundle-folder.ts";
import { keptReport } from "../../../../src/validator/node/kept-report.ts";
import { exampleResults } from "../../rewards/example-epochs.ts";

const [first] = exampleResults();
const digestOf = ({ root }: EpochReport) => Promise.resolve(root);

describe("keptReport", () => {
  it("finds a stated report among the bundles that were published, and none that was not", async () => {
    const folder = mkdtempSync(join(tmpdir(), "kept-"));
    expect(await keptReport(folder, { epoch: 1, digest: first.report.root }, digestOf)).to.equal(undefined);
    await writeBundle(folder, bundleFolder(1, first.report.inputsHash), bundleFiles(first));
    const other = toHex32(`0x${"2".repeat(64)}`);

    expect(await keptReport(folder, { epoch: 1, digest: first.report.root }, digestOf)).to.deep.equal(first.report);
    expect(await keptReport(folder, { epoch: 1, digest: other }, digestOf)).to.equal(undefined);
    writeFileSync(join(folder, bundleFolder(1, first.report.inputsHash), "manifest.json"), "{");
    expect(await keptReport(folder, { epoch: 1, digest: first.report.root }, digestOf)).to.equal(undefined);
  });
});
