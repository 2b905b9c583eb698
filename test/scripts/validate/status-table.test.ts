import { expect } from "chai";
import { showDuration, statusRows, type ValidatorSituation } from "../../../scripts/validate/status-table.ts";
import { exampleSight, exampleView } from "../../src/validator/operator/example-sight.ts";

const situation: ValidatorSituation = {
  validator: `0x${"ab".repeat(20)}`,
  status: "active",
  sight: exampleSight,
  duty: { kind: "commit" },
  running: 14,
  files: { revealed: 2, required: 3 },
  coins: "1.5000",
  bondWei: 10n ** 19n,
  gptWei: 0n,
  node: { reason: "looking", code: null, lag: 2 },
};

describe("statusRows", () => {
  it("says where the epoch is, what was done, what is next and until when", () => {
    expect(Object.fromEntries(statusRows(situation))).to.deep.equal({
      validator: `0x${"ab".repeat(20)}`,
      seat: "active, bond 10.00 $GPT",
      balance: "1.5000 coins, 0.00 $GPT",
      epoch: "12, attempt 1, committing; 1 more are over",
      mine: "no scores committed",
      others: "2 score files revealed of 3 needed",
      deadline: "1970-01-01 00:18:20 UTC, in 1 min 39 s",
      next: "commit",
      node: "looking, 2 epochs behind",
    });
  });

  it("says what only others can change, and when there is no node", () => {
    const view = { ...exampleView, now: 1_300, committed: true, revealed: true, voted: true };
    const rows = Object.fromEntries(
      statusRows({ ...situation, node: null, duty: { kind: "wait", until: null }, sight: { ...exampleSight, view } }),
    );

    expect(rows).to.include({
      mine: "scores committed, revealed, voted",
      deadline: "none: the votes of others end this phase",
      next: "wait for others",
      node: "nothing answers at VALIDATOR_HTTP",
    });
  });

  it("fits 80 columns, frame and names included", () => {
    const late = { ...situation, running: 1_000_000, bondWei: 10n ** 26n, gptWei: 10n ** 26n, coins: "1000000.0000" };

    for (const [, value] of statusRows(late)) expect(value.length).to.be.at.most(80 - 16);
  });
});

describe("showDuration", () => {
  it("names the two largest units", () => {
    expect([0, 59, 60, 3_601, 90_000, 190_000].map(showDuration)).to.deep.equal([
      ...["0 s", "59 s", "1 min", "1 h", "1 d 1 h", "2 d 4 h"],
    ]);
  });
});
