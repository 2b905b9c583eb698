import { expect } from "chai";
import { syntheticZip } from "../helpers/collective-at-work.ts";
import { FINALITY, splitChain, type Side } from "./split-chain.ts";

type Split = Awaited<ReturnType<typeof splitChain>>;

describe("a chain that is split between validators", function () {
  this.timeout(300_000);
  let at: Split;
  const minority = () => at.nodes[3]!;
  const majority = () => at.nodes.slice(0, 3);

  beforeEach(async () => {
    at = await splitChain();
    for (const person of [0, 1]) await contribute(person);
  });

  afterEach(async () => {
    await at.stop();
  });

  async function contribute(person: number): Promise<void> {
    const { people, register, prepare } = at.work;
    await register(people[person]!, await prepare(people[person]!, syntheticZip(person)));
  }

  const scheduled = (of: "endOf" | "commitEndsAt" | "revealEndsAt") => at.main.collective.schedule[of](1);

  /** What the last validator has said on a chain about the first epoch. */
  async function saidOn({ collective }: Side): Promise<string[]> {
    const { commitments, distributor } = collective;
    const { validator } = minority().means;
    const committed = await commitments.commitmentOf(1, validator);
    const voted = await distributor.voteOf(1, 1, validator);
    return [committed, voted].filter((digest) => BigInt(digest) !== 0n);
  }

  const committed =
    ({ collective }: Side, nodes = at.nodes) =>
    async () => {
      const said = nodes.map(({ means }) => collective.commitments.commitmentOf(1, means.validator));
      return (await Promise.all(said)).every((digest) => BigInt(digest) !== 0n);
    };
  const revealed =
    ({ collective }: Side, nodes = at.nodes) =>
    async () => {
      const files = nodes.map(({ means }) => collective.commitments.hasRevealed(1, means.validator));
      return (await Promise.all(files)).every(Boolean);
    };
  const isSettled =
    ({ collective }: Side) =>
    async () =>
      (await collective.reserve.lastSettledEpoch()) === 1n;

  /** From the open commit window to the end of the epoch, on the chain that all of them see. */
  async function settle(nodes = at.nodes): Promise<void> {
    const { main } = at;
    const { distributor } = main.collective;
    await at.act(nodes, [main], committed(main, nodes));
    await main.warpTo(await scheduled("commitEndsAt"));
    await at.act(nodes, [main], revealed(main, nodes));
    await main.warpTo(await scheduled("revealEndsAt"));
    const reported = () => nodes.every(({ records }) => records.statements.some(({ kind }) => kind === "report"));
    await at.act(nodes, [main], async () => (await distributor.pendingRoot()).activatesAt !== 0n && reported());
    await main.warpTo((await distributor.pendingRoot()).activatesAt + 60n);
    await at.act(nodes, [main], isSettled(main));
    expect(await isSettled(main)()).to.equal(true);
  }

  /** One report of all who reported, and one statement of a kind from each. */
  async function expectAgreement(nodes = at.nodes): Promise<void> {
    const statements = nodes.flatMap(({ records }) => records.statements);
    const reports = statements.filter(({ kind }) => kind === "report").map(({ digest }) => digest);
    expect([reports.length, new Set(reports).size]).to.deep.equal([nodes.length, 1]);
    expect(statements.filter(({ kind }) => kind === "scores")).to.have.length(nodes.length);
    expect(BigInt(await at.main.collective.distributor.rootOf(1))).to.not.equal(0n);
    expect(nodes.map(({ state }) => state().halted)).to.deep.equal(nodes.map(() => null));
  }

  it("F34: nothing is said on a fork whose end of the epoch is not final, and all agree once it is over", async () => {
    const other = await at.split();
    await contribute(2);
    for (const side of [at.main, other]) await side.warpTo((await scheduled("endOf")) + 1n);
    await minority().act();
    expect(minority().failures).to.deep.equal(["CHAIN_NOT_FINAL_YET"]);
    expect([minority().records.statements, await saidOn(other)]).to.deep.equal([[], []]);

    at.heal();
    await at.main.mine(FINALITY + 1);
    await settle();

    await expectAgreement();
  });

  it("F34 F20: what was said on a fork that did not become final is said again, the same", async () => {
    await at.main.warpTo((await scheduled("endOf")) + 1n);
    await at.main.mine(FINALITY + 1);
    const other = await at.split();
    const acting = minority().act();
    while ((await saidOn(other)).length === 0) await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await saidOn(at.main)).to.deep.equal([]);

    at.heal();
    await at.act(majority(), [at.main], committed(at.main));
    await acting;
    expect(await saidOn(at.main)).to.deep.equal(await saidOn(other));
    await settle();

    await expectAgreement();
    expect((await saidOn(at.main))[0]).to.equal((await saidOn(other))[0]);
  });

  it("F34 F21: a minority whose fork became final settles nothing there, and halts for good once it is over", async () => {
    const other = await at.split();
    await contribute(2);
    for (const side of [at.main, other]) {
      await side.warpTo((await scheduled("endOf")) + 1n);
      await side.mine(FINALITY + 1);
    }
    await at.act([minority()], [other], committed(other, [minority()]));
    await other.warpTo(await scheduled("commitEndsAt"));
    await at.act([minority()], [other], revealed(other, [minority()]));
    await other.warpTo(await scheduled("revealEndsAt"));
    await at.act([minority()], [other], isSettled(other));
    expect(await saidOn(other)).to.have.length(1);
    expect(BigInt(await other.collective.distributor.rootOf(1))).to.equal(0n);
    await settle(majority());

    at.heal();
    const before = minority().records.statements.length;
    await at.act([minority()], [at.main], () => Promise.resolve(minority().state().halted !== null));

    expect(minority().state().halted).to.equal("CHAIN_FINAL_BLOCK_REPLACED");
    expect([minority().records.statements.length - before, await saidOn(at.main)]).to.deep.equal([0, []]);
    await expectAgreement(majority());
  });
});
