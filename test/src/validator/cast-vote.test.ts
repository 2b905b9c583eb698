import { expect } from "chai";
import { readEpoch } from "../../../src/chain/read-epoch.ts";
import { toHex32 } from "../../../src/primitives/identifiers.ts";
import { calculateReport } from "../../../src/validator/calculate-report.ts";
import { castVote } from "../../../src/validator/cast-vote.ts";
import { collectiveAtWork, syntheticZip } from "../../helpers/collective-at-work.ts";
import { rejection } from "../../helpers/rejected-code.ts";
import { scoreAndReveal } from "../../helpers/scored-epoch.ts";

const work = await collectiveAtWork();
const { collective, record, people, prepare, register, blobs, as, validators, provider } = work;
for (const index of [0, 1]) await register(people[index]!, await prepare(people[index]!, syntheticZip(80 + index)));
await scoreAndReveal(work, 1);
const { report } = await calculateReport({ state: await readEpoch(collective, record, 1), blobs, previousFiles: null });
const ballot = { epoch: 1, report, uri: "https://host.example" };
const wrong = { ...ballot, report: { ...report, root: toHex32(`0x${"6".repeat(64)}`) } };
const vote = (index: number, choice = ballot, isRehearsal = false) =>
  castVote(as(validators[index]!.account), validators[index]!.address, choice, isRehearsal);

describe("castVote", () => {
  it("says in a rehearsal what would be sent, and sends nothing", async () => {
    const block = await provider.getBlockNumber();
    const { kind, attempt, gas } = await vote(0, ballot, true);

    expect([kind, attempt]).to.deep.equal(["submit", 1]);
    expect(gas > 100_000n).to.equal(true);
    expect(await provider.getBlockNumber()).to.equal(block);
  });

  it("submits the report with the address of its bundle, once", async () => {
    const { kind, gas } = await vote(0);
    const [event] = await collective.distributor.queryFilter(collective.distributor.filters.RootSubmitted(1));

    expect(kind).to.equal("submit");
    expect(gas > 100_000n).to.equal(true);
    expect(event!.args.uri).to.equal("https://host.example");
    for (const isRehearsal of [true, false]) {
      expect(await vote(0, ballot, isRehearsal)).to.deep.equal({ kind: "none", attempt: 1, gas: 0n });
    }
  });

  it("may change its mind while nothing is pending", async () => {
    expect((await vote(0, wrong)).kind).to.equal("submit");
    expect((await vote(0)).kind).to.equal("submit");
  });

  it("says why the contract refuses, in a rehearsal too", async () => {
    for (const isRehearsal of [true, false]) {
      const stranger = as(people[0]!);
      const error = await rejection(() => castVote(stranger, validators[1]!.address, ballot, isRehearsal));
      expect(error.context).to.deep.equal({ error: "RewardDistributorNotEligible" });
      const long = await rejection(() => vote(1, { ...ballot, uri: "x".repeat(257) }, isRehearsal));
      expect(long.context).to.deep.equal({ error: "RewardDistributorTextLengthOutOfBounds" });
    }
  });

  it("confirms the report when it is pending, and never another one", async () => {
    await vote(1);
    await vote(2);

    const error = await rejection(() => vote(3, wrong));
    expect([error.code, error.context]).to.deep.equal([
      "VALIDATOR_OTHER_REPORT_PENDING",
      { epoch: 1, root: report.root },
    ]);
    expect((await vote(3, ballot, true)).kind).to.equal("confirm");
    expect((await vote(3)).kind).to.equal("confirm");
    expect((await vote(3)).kind).to.equal("none");
    expect((await collective.distributor.pendingRoot()).supporters).to.equal(0b1111n);
  });
});
