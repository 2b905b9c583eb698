import { expect } from "chai";
import { rejection } from "../../helpers/rejected-code.ts";
import { selectAll } from "../../../src/sharing/selection.ts";
import { detectableKinds, parsePlanFields, toSharingPlan, type PlanFields } from "../../../src/sharing/sharing-plan.ts";

const faultOf = async (action: () => unknown): Promise<unknown> => {
  const { code, context } = await rejection(action);
  return [code, context.field];
};

describe("toSharingPlan", () => {
  it("shares all conversations without what can be detected, and of the account what a score needs", () => {
    expect(toSharingPlan({})).to.deep.equal({
      selection: selectAll,
      redaction: { kinds: ["email", "phone", "card", "iban", "key", "ip", "instructions"], words: [] },
      account: ["id", "plan", "settings", "feedback"],
    });
  });

  it("reads days, the last one whole", () => {
    const { from, before } = toSharingPlan({ from: "2025-03-01", to: "2025-03-01" }).selection;
    expect([from, before]).to.deep.equal([1_740_787_200, 1_740_873_600]);
  });

  it("reads ranges of places", () => {
    const { only, except } = toSharingPlan({ only: ["3-5", "9", "68e9-a"], except: ["1-1"] }).selection;
    expect([only, except]).to.deep.equal([["3", "4", "5", "9", "68e9-a"], ["1"]]);
  });

  it("removes the owner's words whichever kinds are chosen", () => {
    expect(toSharingPlan({ redact: ["email"], words: ["Bob"] }).redaction).to.deep.equal({
      kinds: ["email", "word"],
      words: ["Bob"],
    });
  });

  it("takes none for an empty list", () => {
    const { redaction, account } = toSharingPlan({ redact: ["none"], account: ["none"] });
    expect([redaction.kinds, account]).to.deep.equal([[], []]);
  });

  it("names the field that cannot be used", async () => {
    const wrong: readonly (readonly [PlanFields, string])[] = [
      [{ from: "March" }, "from"],
      [{ from: "2025-02-30" }, "from"],
      [{ to: "2025-3-1" }, "to"],
      [{ from: "2025-03-02", to: "2025-03-01" }, "to"],
      [{ only: ["5-3"] }, "only"],
      [{ except: ["1-999999"] }, "except"],
      [{ archived: "maybe" }, "archived"],
      [{ redact: ["emails"] }, "redact"],
      [{ redact: ["none", "email"] }, "redact"],
      [{ account: ["email"] }, "account"],
    ];
    for (const [fields, field] of wrong) {
      expect(await faultOf(() => toSharingPlan(fields)), field).to.deep.equal(["SHARING_BAD_PLAN", field]);
    }
  });
});

describe("parsePlanFields", () => {
  it("reads every field", () => {
    const fields = {
      only: ["1"],
      except: ["2"],
      from: "2024-01-01",
      to: "2024-12-31",
      models: ["gpt-4o"],
      without: ["x"],
      archived: "no",
      redact: ["email"],
      words: ["Bob"],
      account: ["id"],
    };
    expect(parsePlanFields(JSON.stringify({ format: "sharing-plan-v1", ...fields }))).to.deep.equal(fields);
  });

  it("refuses another format, an unknown field and a field of another kind", async () => {
    const wrong: readonly (readonly [unknown, string])[] = [
      [{}, "format"],
      [{ format: "sharing-plan-v2" }, "format"],
      [{ format: "sharing-plan-v1", withuot: ["x"] }, "withuot"],
      [{ format: "sharing-plan-v1", without: "x" }, "without"],
      [{ format: "sharing-plan-v1", without: [1] }, "without"],
      [{ format: "sharing-plan-v1", from: 2024 }, "from"],
      [[], "file"],
      [null, "file"],
    ];
    for (const [document, field] of wrong) {
      expect(await faultOf(() => parsePlanFields(JSON.stringify(document))), field).to.deep.equal([
        "SHARING_BAD_PLAN",
        field,
      ]);
    }
    expect(await faultOf(() => parsePlanFields("{"))).to.deep.equal(["SHARING_BAD_PLAN", "file"]);
  });
});

describe("detectableKinds", () => {
  it("are all but the owner's words", () => {
    expect(detectableKinds).to.not.include("word");
  });
});
