import { expect } from "chai";
import { judge } from "../../../bench/gas/bars.ts";
import { systemNames } from "../../../bench/gas/claim-systems.ts";
import type { ClaimFigures } from "../../../bench/gas/measure-claims.ts";
import { callNames, type RegistrationFigures } from "../../../bench/gas/measure-registrations.ts";

const row = (system: string, gas: Partial<ClaimFigures> = {}): ClaimFigures => {
  const costly = { first: 200_000, later: 200_000, batchFirst: 200_000, batchLater: 200_000 };
  return { system, batch: "", ...costly, ...gas };
};

/** Every rival costs 200,000 a claim, Vana 500,000 a registration; `ours` and `contribute` are as given. */
function missed(ours: Partial<ClaimFigures>, contribute = 300_000, changes: Partial<ClaimFigures> = {}) {
  const atTheBar = { first: 100_500, later: 66_300, batchFirst: 70_000, batchLater: 40_000 };
  const rivals = Object.values(systemNames)
    .filter((system) => system !== systemNames.ours)
    .map((system) => row(system, changes));
  const registrations = [callNames.vana, callNames.contribute, callNames.contributeBySig].map(
    (call): RegistrationFigures => {
      const gas = call === callNames.contribute ? contribute : 500_000;
      return { call, first: gas, later: gas, stores: "" };
    },
  );
  return judge([row(systemNames.ours, { ...atTheBar, ...ours }), ...rivals], registrations)
    .filter(({ holds }) => !holds)
    .map(({ limit }) => limit);
}

describe("The bars of the gas benchmark", () => {
  it("hold at 100,500 for a first claim, 66,300 for a later one and 60 % of Vana's registration", () => {
    expect(missed({})).to.deep.equal([]);
  });

  it("are missed by one unit more", () => {
    expect(missed({ first: 100_501 })).to.deep.equal([100_500]);
    expect(missed({ later: 66_301 })).to.deep.equal([66_300]);
    expect(missed({}, 300_001)).to.deep.equal([300_000, 300_000]);
  });

  it("are missed by what costs as much as Morpho, EigenLayer or Merkl, in each column", () => {
    expect(missed({ batchFirst: 200_000 })).to.deep.equal([200_000, 200_000, 200_000]);
    expect(missed({ batchLater: 200_000 })).to.deep.equal([200_000, 200_000, 200_000]);
  });

  it("are missed when one bitmap per epoch is cheaper from the second epoch on", () => {
    expect(missed({}, 300_000, { later: 66_000 })).to.include(66_000);
  });
});
