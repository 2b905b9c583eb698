import { expect } from "chai";
import { requireWritten } from "../../../src/insights/require-written.ts";
import { codeOf } from "../../helpers/code-of.ts";

describe("requireWritten", () => {
  it("refuses an export without anything of its owner", async () => {
    const require = (messages: number) => codeOf(Promise.resolve(messages).then(requireWritten));

    expect(await require(0)).to.equal("INSIGHTS_NOTHING_WRITTEN");
    expect(await require(1)).to.deep.equal({ resolved: undefined });
  });
});
