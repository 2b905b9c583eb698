import { expect } from "chai";
import { defaultLimits } from "../../../src/export/archive-limits.ts";

describe("defaultLimits", () => {
  it("leave room for the largest exports ever reported", () => {
    expect(defaultLimits).to.deep.equal({
      entries: 20_000,
      nameBytes: 1_024,
      entryBytes: 2_147_483_648,
      totalBytes: 2_147_483_648,
      ratio: 100,
      elements: 50_000,
      conversationBytes: 20_971_520,
      conversationValues: 500_000,
      conversationNodes: 20_000,
      conversationDepth: 256,
      nestedBytes: 134_217_728,
      metadataBytes: 8_388_608,
    });
  });
});
