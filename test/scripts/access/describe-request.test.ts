import { expect } from "chai";
import { describeRequest } from "../../../scripts/access/describe-request.ts";
import type { GrantDraft } from "../../../src/access/draft-grant.ts";
import { toAddress, toHex32 } from "../../../src/primitives/identifiers.ts";

const draft: GrantDraft = {
  request: {
    grantee: toAddress(`0x${"a".repeat(40)}`),
    granteeKey: "age1…",
    purpose: "research",
    tool: { kind: "approved", named: "Survey" },
    durationSeconds: 90 * 86_400,
    priceWei: 1_000n * 10n ** 18n,
    policyHash: toHex32(`0x${"8".repeat(64)}`),
  },
  tool: {
    id: toHex32(`0x${"7".repeat(64)}`),
    name: "A | B\n# C",
    uri: "https://tool.example",
    codeHash: toHex32(`0x${"6".repeat(64)}`),
    purposes: ["research", "evaluation"],
    isNew: true,
  },
  coolingOffSeconds: 172_800,
  anonymityFloor: 50,
  actions: [],
};
const text = describeRequest("For a survey", draft, { name: "policy.md", bytes: new Uint8Array(0) });

describe("describeRequest", () => {
  it("tells voters everything that they decide, and leaves a place for the reasons", () => {
    expect(text).to.match(/^# For a survey\n/);
    for (const row of [
      `| data user | ${draft.request.grantee} |`,
      "| purpose | research |",
      "| duration | 90 days |",
      "| price | 1000 GPT |",
      `| conditions | policy.md, SHA-256 ${draft.request.policyHash} |`,
      "| tool serves | research, evaluation |",
    ]) {
      expect(text).to.include(row);
    }
    expect(text).to.include("\n## Why\n").and.include("for 2 days").and.include("fewer than 50 contributors");
  });

  it("lets no name break out of its cell", () => {
    expect(text).to.include("| tool | A \\| B # C, approved by this proposal |");
  });
});
