import { eventsOf, findingsOf, personOf, type Check, type Finding } from "./finding.ts";

const GPT = 10n ** 18n;
const NOBODY = `0x${"0".repeat(40)}`;

/** Points 19 and 20. */
export async function supplyFindings(check: Check): Promise<Finding[]> {
  return [...(await shareFindings(check)), ...(await vestingFindings(check))];
}

async function shareFindings({ collective, record }: Check): Promise<Finding[]> {
  const { token, reserve, distributor } = collective;
  const { contracts } = record;
  const { deployer } = record.origin;
  const minted = await eventsOf(token, token.filters.Transfer(NOBODY), record);
  const mintedTo = (account: string) =>
    minted
      .filter(({ args }) => String(args.to).toLowerCase() === account.toLowerCase())
      .reduce((sum, { args }) => sum + BigInt(String(args.value)), 0n);
  const [remaining, released] = [await reserve.remaining(), await distributor.totalCumulative()];
  const inReserve = await token.balanceOf(contracts.reserve);
  // Once rewards are paid, the deployer may have earned some like anybody else.
  const kept = released > 0n ? 0n : await token.balanceOf(deployer);
  const allowed = [];
  for (const [name, address] of Object.entries(contracts)) {
    if ((await token.allowance(address, deployer)) > 0n) allowed.push(name);
  }
  const point = findingsOf(19);
  return [
    point.equal("exactly 100,000,000 $GPT exist", 100_000_000n * GPT, await token.totalSupply()),
    point.equal("the treasury's 18 % were the timelock's", 18_000_000n * GPT, mintedTo(contracts.timelock)),
    point.equal("the foundation's 14 % were locked", 14_000_000n * GPT, mintedTo(contracts.foundationVesting)),
    point.equal("the team's 8 % were locked", 8_000_000n * GPT, mintedTo(contracts.teamVesting)),
    point.holds(
      "the reserve was given the contributors' 60 %",
      remaining + released >= 60_000_000n * GPT,
      remaining + released,
    ),
    point.holds("the reserve holds what it counts", inReserve >= remaining, `${inReserve} of ${remaining}`),
    point.equal("the deployer kept no $GPT", 0n, kept),
    point.equal("no contract allows the deployer to spend its $GPT", "", allowed),
  ];
}

async function vestingFindings({ collective, config, record }: Check): Promise<Finding[]> {
  const { token, schedule, foundationVesting, teamVesting } = collective;
  const { genesis } = await schedule.schedule();
  const point = findingsOf(20);
  const findings = [];
  for (const [name, wallet, percent, person] of [
    ["foundation", foundationVesting, 14n, config.foundation],
    ["team", teamVesting, 8n, config.team],
  ] as const) {
    // What was released already was locked too; what strangers add changes nothing.
    const given = (await token.balanceOf(wallet)) + (await wallet["released(address)"](token));
    const [opensAt, endsAt] = [genesis + (await wallet.CLIFF_SECONDS()), genesis + (await wallet.DURATION_SECONDS())];
    findings.push(
      point.holds(`the ${name}'s ${percent} % are in its wallet`, given >= percent * 1_000_000n * GPT, given),
      point.equal(`${name}Vesting pays the configured account`, personOf(person, record), await wallet.owner()),
      point.equal(
        `${name}Vesting opens six months after epoch 1 begins, and fully after two years`,
        [genesis, opensAt, endsAt],
        [await wallet.start(), await wallet.cliff(), await wallet.end()],
      ),
    );
  }
  return findings;
}
