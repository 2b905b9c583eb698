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

  it("ends with the reader's verdict", async () => {
    expect(await codeOf(measureZip(new Blob(["no archive"]).stream(), context))).to.equal("EXPORT_NOT_RECOGNISED");
  });
});
