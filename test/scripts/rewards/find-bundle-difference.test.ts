import { expect } from "chai";
import { findBundleDifference } from "../../../scripts/rewards/find-bundle-difference.ts";
import { toHex32 } from "../../../src/primitives/identifiers.ts";
import { bundleFiles, bundleFolder } from "../../../src/rewards/bundle.ts";
import { memorySource } from "../../helpers/memory-source.ts";
import { exampleResults } from "../../src/rewards/example-epochs.ts";

const [, own] = exampleResults();
const other = toHex32(`0x${"0b".repeat(32)}`);
const first = { ...own.report, inputsHash: other };
const ownFolder = bundleFolder(2, own.report.inputsHash);
const otherFolder = bundleFolder(2, other);
const filesIn = (folder: string) =>
  [...bundleFiles(own)].map(({ path, bytes }) => [`${folder}/${path}`, bytes] as const);
const wrong = new Uint8Array(9);
const nothing = memorySource(new Map());

describe("findBundleDifference", () => {
  it("finds nothing where there is no bundle, or the same", async () => {
    const same = memorySource(new Map([...filesIn(ownFolder), ...filesIn(otherFolder)]));
    expect(await findBundleDifference([nothing, same], own, undefined)).to.equal(null);
    expect(await findBundleDifference([nothing, same], own, own.report)).to.equal(null);
    expect(await findBundleDifference([nothing, same], own, first)).to.equal(null);
  });

  it("finds a bundle of one's own report that is not one's own, in any of the places", async () => {
    const bad = memorySource(new Map([...filesIn(ownFolder), [`${ownFolder}/leaves.bin`, wrong]]));
    for (const sources of [[bad], [nothing, bad]]) {
      expect(await findBundleDifference(sources, own, undefined)).to.deep.include({
        folder: ownFolder,
        files: ["leaves.bin"],
      });
    }
  });

  it("finds one of the first report, only while there is such a report", async () => {
    const bad = memorySource(new Map([...filesIn(otherFolder), [`${otherFolder}/ledger.bin`, wrong]]));

    expect(await findBundleDifference([bad], own, first)).to.deep.include({
      folder: otherFolder,
      files: ["ledger.bin"],
    });
    expect(await findBundleDifference([bad], own, undefined)).to.equal(null);
  });

  it("does not mind that the first report chose other score files", async () => {
    const bad = memorySource(new Map([...filesIn(otherFolder), [`${otherFolder}/ledger.bin`, wrong]]));
    const otherChoice = { ...first, filesBitmap: own.report.filesBitmap + 8n };

    expect(await findBundleDifference([bad], own, otherChoice)).to.equal(null);
  });
});
