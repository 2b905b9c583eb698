import { expect } from "chai";
import type { GrantStatus } from "../../../../src/chain/grant-status.ts";
import { toHex32 } from "../../../../src/primitives/identifiers.ts";
import {
  decideRelease,
  type ContributionFacts,
  type GrantFacts,
} from "../../../../src/validator/key-service/decide-release.ts";

const id = (digit: number) => toHex32(`0x${String(digit).repeat(64)}`);
const readable: ContributionFacts = { version: 2, removed: false, consents: true, canAccess: true };
const facts: GrantFacts = {
  status: "usable",
  isUsable: true,
  hasUsableKey: true,
  contributors: 5,
  anonymityFloor: 5,
  contributions: new Map([[id(1), readable]]),
};
const asked = [{ contributionId: id(1), version: 2 }];
const codeFor = (changed: Partial<GrantFacts>) => {
  const decision = decideRelease(asked, { ...facts, ...changed });
  return decision.kind === "refused" ? decision.code : decision.kind;
};

describe("decideRelease", () => {
  it("hands out the current version of what may be read", () => {
    expect(decideRelease(asked, facts)).to.deep.equal({ kind: "released", release: asked, refused: [] });
  });

  it("T43: hands out nothing for a grant that cannot be used, and says why", () => {
    const statuses: GrantStatus[] = [
      "waiting for funds",
      "cooling off",
      "expired",
      "revoked",
      "tool withdrawn",
      "paused",
      "usable",
    ];

    expect(statuses.map((status) => codeFor({ status, isUsable: false }))).to.deep.equal([
      "KEYS_GRANT_UNFUNDED",
      "KEYS_GRANT_COOLING_OFF",
      "KEYS_GRANT_EXPIRED",
      "KEYS_GRANT_REVOKED",
      "KEYS_TOOL_WITHDRAWN",
      "KEYS_ACCESS_PAUSED",
      "KEYS_GRANT_NOT_USABLE",
    ]);
  });

  it("hands out nothing when the key of the grant is not the one in its event, or no key at all", () => {
    expect(codeFor({ hasUsableKey: false })).to.equal("KEYS_UNUSABLE_KEY");
  });

  it("hands out nothing at all below the anonymity floor", () => {
    expect([codeFor({ contributors: 5 }), codeFor({ contributors: 4 })]).to.deep.equal([
      "released",
      "KEYS_BELOW_FLOOR",
    ]);
  });

  it("says of each contribution why its key is not handed out", () => {
    const contributions = new Map([
      [id(1), readable],
      [id(2), { ...readable, removed: true, canAccess: false }],
      [id(3), { ...readable, consents: false, canAccess: false }],
      [id(4), { ...readable, canAccess: false }],
      [id(5), { ...readable, version: 3 }],
    ]);
    const accesses = [1, 2, 3, 4, 5, 6].map((digit) => ({ contributionId: id(digit), version: 2 }));

    const decision = decideRelease(accesses, { ...facts, contributions });

    expect(decision).to.deep.equal({
      kind: "released",
      release: [{ contributionId: id(1), version: 2 }],
      refused: [
        { contributionId: id(2), version: 2, code: "KEYS_REMOVED" },
        { contributionId: id(3), version: 2, code: "KEYS_NO_CONSENT" },
        { contributionId: id(4), version: 2, code: "KEYS_NO_ACCESS" },
        { contributionId: id(5), version: 2, code: "KEYS_STALE_VERSION" },
        { contributionId: id(6), version: 2, code: "KEYS_UNKNOWN_CONTRIBUTION" },
      ],
    });
  });

  it("T43: never hands out what the contract denies, whatever the rest says", () => {
    for (let bits = 0; bits < 64; bits++) {
      const bit = (index: number) => ((bits >> index) & 1) === 1;
      const contribution = { version: bit(0) ? 2 : 1, removed: bit(1), consents: bit(2), canAccess: bit(3) };
      const given = {
        ...facts,
        isUsable: bit(4),
        hasUsableKey: bit(5),
        contributions: new Map([[id(1), contribution]]),
      };
      const decision = decideRelease(asked, given);
      const isReleased = decision.kind === "released" && decision.release.length === 1;

      expect(isReleased, bits.toString(2)).to.equal(bit(0) && !bit(1) && bit(2) && bit(3) && bit(4) && bit(5));
    }
  });
});
