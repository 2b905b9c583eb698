import { expect } from "chai";
import { toAddress } from "../../../src/primitives/identifiers.ts";
import { measureZip } from "../../../src/jail/measure-zip.ts";
import { pinnedMailKeys } from "../../../src/authenticity/pinned-mail-keys.ts";
import { rulesetV1 } from "../../../src/scoring/ruleset.ts";
import { codeOf } from "../../helpers/code-of.ts";

const context = {
  ruleset: rulesetV1,
  fingerprintKey: new Uint8Array(16),
  owner: toAddress(`0x${"1".repeat(40)}`),
  submittedAt: 1_790_000_000,
  mailKeys: pinnedMailKeys,
};

describe("measureZip", () => {
  it("reads and measures a stream", async () => {
    const mapping = { q: { message: { author: { role: "user" }, content: "how do tides work" } } };
    const { measures } = await measureZip(new Blob([JSON.stringify([{ id: "a", mapping }])]).stream(), context);
    expect(measures.map(({ id }) => id)).to.deep.equal(["a"]);
  });

  it("reads within the limits of the ruleset", async () => {
    const elements = JSON.stringify(Array.from({ length: 10_001 }, () => 0));
    const withElements = { ...rulesetV1, limits: { ...rulesetV1.limits, elements: 10_000 } };
    const measure = (ruleset: typeof rulesetV1) => measureZip(new Blob([elements]).stream(), { ...context, ruleset });
    expect(await codeOf(measure(rulesetV1))).to.equal("EXPORT_WRONG_JSON");
    expect(await codeOf(measure(withElements))).to.equal("EXPORT_TOO_MANY_ELEMENTS");
  });

  it("ends with the reader's verdict", async () => {
    expect(await codeOf(measureZip(new Blob(["no archive"]).stream(), context))).to.equal("EXPORT_NOT_RECOGNISED");
  });
});
