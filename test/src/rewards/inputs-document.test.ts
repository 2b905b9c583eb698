import { expect } from "chai";
import { canonicalJson } from "../../../src/primitives/canonical-json.ts";
import { hashInputs, readInputs, type InputsDocument } from "../../../src/rewards/inputs-document.ts";
import { exampleResults, repeat20 } from "./example-epochs.ts";

const { document, report } = exampleResults()[1];

function expectRefused(change: Partial<Record<keyof InputsDocument, unknown>>, code: string): void {
  expect(() => readInputs({ ...document, ...change }))
    .to.throw()
    .with.property("code", code);
}

describe("inputs document", () => {
  it("is the same from memory and from JSON", () => {
    expect(readInputs(document)).to.deep.equal(document);
    expect(readInputs(JSON.parse(canonicalJson(document)))).to.deep.equal(document);
  });

  it("hashes to the report's inputsHash, whatever the order of its fields", () => {
    const reversed = Object.fromEntries(Object.entries(document).reverse()) as InputsDocument;
    expect(hashInputs(document)).to.equal(report.inputsHash);
    expect(hashInputs(reversed)).to.equal(report.inputsHash);
  });

  it("refuses fields out of range, unknown fields and missing ones", () => {
    expectRefused({ format: "epoch-inputs-v2" }, "REWARDS_BAD_DOCUMENT");
    expectRefused({ epoch: 0 }, "REWARDS_BAD_DOCUMENT");
    expectRefused({ parameters: { ...document.parameters, emissionBps: 10_001 } }, "REWARDS_BAD_DOCUMENT");
    expectRefused({ revenue: [{ purpose: 256, amountWei: 1n }] }, "REWARDS_BAD_DOCUMENT");
    expectRefused({ validators: [{ slot: 208, address: repeat20("11") }] }, "REWARDS_BAD_DOCUMENT");
    expectRefused({ contributions: { ...document.contributions, first: 1 } }, "REWARDS_BAD_DOCUMENT");
    expectRefused({ contributions: { ...document.contributions, count: -1 } }, "REWARDS_BAD_DOCUMENT");
    expectRefused({ previous: { ...document.previous, leafCount: 1 } }, "REWARDS_BAD_DOCUMENT");
    expectRefused({ remainingWei: undefined }, "REWARDS_BAD_DOCUMENT");
  });

  it("refuses lists that do not strictly ascend", () => {
    for (const name of ["revenue", "validators", "scoreFiles", "rewardedValidators"] as const) {
      const list: readonly unknown[] = document[name];
      expectRefused({ [name]: list.toReversed() }, "REWARDS_NOT_ASCENDING");
      expectRefused({ [name]: [list[0], ...list] }, "REWARDS_DUPLICATE");
    }
  });
});
