import { expect } from "chai";
import { openSigningHistory, type Statement } from "../../../../src/validator/database/signing-history.ts";
import { toAddress } from "../../../../src/primitives/identifiers.ts";
import { codeOf } from "../../../helpers/code-of.ts";
import { onBothDatabases } from "./databases.ts";
import { digest, signer } from "./signer.ts";

const report = (epoch: number, value: number, attempt = 0): Statement => ({
  kind: "report",
  epoch,
  attempt,
  digest: digest(value),
});

onBothDatabases("a signing history", (at) => {
  const open = async () => openSigningHistory(await at.open(), signer);
  const begun = async () => {
    const history = await open();
    await history.begin(3);
    return history;
  };

  it("F13 refuses to state anything before it was begun", async () => {
    const history = await open();
    expect(await history.begunAt()).to.equal(undefined);
    expect(await codeOf(history.state(report(1, 1)))).to.equal("VALIDATOR_HISTORY_MISSING");
    expect(await history.statementsOf(1)).to.deep.equal([]);
  });

  it("is begun once", async () => {
    const history = await begun();
    expect(await history.begunAt()).to.equal(3);
    expect(await codeOf(history.begin(4))).to.equal("VALIDATOR_HISTORY_EXISTS");
    expect(await history.begunAt()).to.equal(3);
  });

  it("takes a statement, the same one again, and no other one in its place", async () => {
    const history = await begun();
    expect(await history.state(report(4, 1))).to.equal("new");
    expect(await history.state(report(4, 1))).to.equal("repeated");
    expect(await codeOf(history.state(report(4, 2)))).to.equal("VALIDATOR_CONFLICTING_STATEMENT");
    expect(await history.statementsOf(4)).to.deep.equal([report(4, 1)]);
  });

  it("keeps kinds, epochs and attempts apart", async () => {
    const history = await begun();
    const all: Statement[] = [
      report(4, 1),
      report(4, 2, 1),
      { ...report(4, 3), kind: "scores" },
      { ...report(4, 4), kind: "veto" },
    ];
    for (const statement of [...all, report(5, 9)]) expect(await history.state(statement)).to.equal("new");
    expect(await history.statementsOf(4)).to.deep.equal(all);
  });

  it("accepts exactly one of 100 conflicting statements at a time, fifty times", async () => {
    const history = await begun();
    for (let epoch = 1; epoch <= 50; epoch++) {
      const outcomes = await Promise.all(
        Array.from({ length: 100 }, (_, value) => codeOf(history.state(report(epoch, value)))),
      );
      const accepted = outcomes.flatMap((outcome, value) => (typeof outcome === "string" ? [] : [{ outcome, value }]));
      expect(accepted).to.have.lengthOf(1);
      expect(accepted[0]?.outcome).to.deep.equal({ resolved: "new" });
      expect(outcomes.filter((outcome) => outcome === "VALIDATOR_CONFLICTING_STATEMENT")).to.have.lengthOf(99);
      expect(await history.statementsOf(epoch)).to.deep.equal([report(epoch, accepted[0]?.value ?? -1)]);
    }
  });

  it("is the same after it was closed", async () => {
    const database = await at.open();
    const history = await openSigningHistory(database, signer);
    await history.begin(3);
    await history.state(report(4, 1));
    await database.close();

    const again = await open();
    expect(await again.begunAt()).to.equal(3);
    expect(await again.statementsOf(4)).to.deep.equal([report(4, 1)]);
    expect(await codeOf(again.state(report(4, 2)))).to.equal("VALIDATOR_CONFLICTING_STATEMENT");
  });

  for (const [what, other] of [
    ["validator", { ...signer, validator: toAddress(`0x${"3".repeat(40)}`) }],
    ["chain", { ...signer, chainId: 1n }],
    ["distributor", { ...signer, distributor: toAddress(`0x${"3".repeat(40)}`) }],
  ] as const) {
    it(`refuses another ${what}`, async () => {
      const database = await at.open();
      await (await openSigningHistory(database, signer)).begin(0);
      expect(await codeOf(openSigningHistory(database, other))).to.equal("VALIDATOR_OTHER_HISTORY");
    });
  }
});
