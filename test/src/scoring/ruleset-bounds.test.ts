import { expect } from "chai";
import { checkRuleset } from "../../../src/scoring/ruleset-bounds.ts";
import { rulesetV1, type Ruleset } from "../../../src/scoring/ruleset.ts";

const refused = (change: Partial<Ruleset>, parameter: string) => {
  expect(() => {
    checkRuleset({ ...rulesetV1, ...change });
  })
    .to.throw()
    .that.deep.includes({ code: "SCORING_RULESET_OUT_OF_BOUNDS" })
    .with.nested.property("context.parameter", parameter);
};

describe("ruleset bounds", () => {
  it("accepts the defaults", () => {
    expect(() => {
      checkRuleset(rulesetV1);
    }).not.to.throw();
  });

  const scalars: readonly [keyof Ruleset, number, number][] = [
    ["WU", 0, 10],
    ["WA", 0, 10],
    ["UM", 500, 64_000],
    ["AM", 500, 64_000],
    ["AR", 0, 64],
    ["AT", 0, 20_000],
    ["CC", 1_000, 1_000_000],
    ["DC", 1_000, 10_000_000],
    ["S", 8, 256],
    ["CG", 2, 1_000],
  ];
  for (const [name, least, most] of scalars) {
    it(`keeps ${name} from ${least} to ${most}`, () => {
      checkRuleset({ ...rulesetV1, [name]: least });
      checkRuleset({ ...rulesetV1, [name]: most });
      refused({ [name]: least - 1 }, name);
      refused({ [name]: most + 1 }, name);
    });
  }

  it("refuses fractions and what is no number", () => {
    refused({ WU: 1.5 }, "WU");
    refused({ DC: Number.NaN }, "DC");
  });

  it("refuses a ramp that does not rise", () => {
    refused({ qU: [700, 700] }, "qU.1");
    refused({ qTHigh: [-1, 950] }, "qTHigh.0");
    refused({ qA: [300, 1_001] }, "qA.1");
    refused({ qL: [400, 10_001] }, "qL.1");
    refused({ qL: [600, 600] }, "qL.1");
  });

  it("refuses depth for no turn, and depth that falls", () => {
    refused({ qD: [1, 600, 800, 900, 1_000] }, "qD.0");
    refused({ qD: [0, 600, 500, 900, 1_000] }, "qD.2");
  });

  it("refuses mails of no age, and of more than 90 days", () => {
    const withAge = (maxAgeDays: number) => ({ mail: { ...rulesetV1.mail, maxAgeDays } });
    for (const days of [1, 90]) checkRuleset({ ...rulesetV1, ...withAge(days) });
    for (const days of [0, 91]) refused(withAge(days), "mail.maxAgeDays");
  });

  it("keeps every limit of the reader between what genuine exports need and what machines can do", () => {
    const withLimit = (name: string, value: number) => ({ limits: { ...rulesetV1.limits, [name]: value } });
    const limits: readonly [string, number, number][] = [
      ["entries", 5_000, 100_000],
      ["nameBytes", 255, 65_535],
      ["entryBytes", 268_435_456, 34_359_738_368],
      ["totalBytes", 268_435_456, 34_359_738_368],
      ["ratio", 10, 1_032],
      ["elements", 10_000, 200_000],
      ["conversationBytes", 18_874_368, 134_217_728],
      ["conversationValues", 250_000, 5_000_000],
      ["conversationNodes", 5_000, 200_000],
      ["conversationDepth", 64, 1_000],
      ["nestedBytes", 67_108_864, 536_870_912],
      ["metadataBytes", 1_048_576, 67_108_864],
    ];
    expect(limits.map(([name]) => name)).to.deep.equal(Object.keys(rulesetV1.limits));
    for (const [name, least, most] of limits) {
      checkRuleset({ ...rulesetV1, ...withLimit(name, least) });
      checkRuleset({ ...rulesetV1, ...withLimit(name, most) });
      refused(withLimit(name, least - 1), `limits.${name}`);
      refused(withLimit(name, most + 1), `limits.${name}`);
    }
  });

  it("refuses a ruleset without a limit", () => {
    const limits = Object.fromEntries(Object.entries(rulesetV1.limits).filter(([name]) => name !== "ratio"));
    refused({ limits: limits as Ruleset["limits"] }, "limits.ratio");
  });

  it("refuses bonuses and tiers out of bounds", () => {
    refused({ bonus: { ...rulesetV1.bonus, max: 301 } }, "bonus.max");
    refused({ bonus: { ...rulesetV1.bonus, scriptTokens: 0 } }, "bonus.scriptTokens");
    refused({ T: { ...rulesetV1.T, idToken: 1_001 } }, "T.idToken");
  });
});
