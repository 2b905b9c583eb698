import { expect } from "chai";
import { defaultLimits } from "../../../src/export/archive-limits.ts";

describe("defaultLimits", () => {
  it("leave room for the largest exports ever reported", () => {
    expect(defaultLimits).to.deep.equal({
      entries: 20_000,
      nameBytes: 1_024,
      entryBytes: 2_147_483_648,
      totalBytes: 8_589_934_592,
      ratio: 100,
      conversationBytes: 268_435_456,
      conversationDepth: 256,
      nestedBytes: 536_870_912,
      metadataBytes: 67_108_864,
    });
  });
});
