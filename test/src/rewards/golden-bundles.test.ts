import { expect } from "chai";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { verifyBundle } from "../../../scripts/rewards/verify-bundle.ts";
import { bundleFiles, bundleFolder } from "../../../src/rewards/bundle.ts";
import { openBundleSource } from "../../../src/storage/bundle-source.ts";
import { factsOf } from "../../scripts/rewards/bundle-in-memory.ts";
import { exampleEpoch1, exampleEpoch2, exampleResults } from "./example-epochs.ts";

/** The two bundles of the worked example as they were published; a new format gets a folder of its own beside it. */
const golden = fileURLToPath(new URL("../../vectors/reward-bundle-v1", import.meta.url));
const results = exampleResults();
const inputs = [exampleEpoch1(), exampleEpoch2(results[0])];

describe("golden bundles", () => {
  for (const [index, result] of results.entries()) {
    const { epoch } = result.document;
    it(`are what the calculator makes, byte by byte: epoch ${epoch}`, () => {
      const folder = `${golden}/${bundleFolder(epoch, result.report.inputsHash)}`;
      for (const { path, bytes } of bundleFiles(result)) {
        expect(Buffer.from(bytes).equals(readFileSync(`${folder}/${path}`)), path).to.equal(true);
      }
    });

    it(`stand up to the independent verifier: epoch ${epoch}`, async () => {
      const chain = factsOf(inputs[index]!, result);
      expect(await verifyBundle({ reader: openBundleSource(golden), chain })).to.deep.equal({
        ok: true,
        differences: [],
      });
    });
  }
});
