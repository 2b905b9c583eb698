import { developmentAccounts } from "../../src/chain/development-accounts.ts";
import type { DeploymentConfig } from "./deployment-config.ts";
import { showAmount, showDuration } from "./fields.ts";

const SUPPLY = 100_000_000n * 10n ** 18n;
const BPS = 10_000n;

/** A statement about several fields, and what is wrong when it does not hold. */
type Rule = (config: DeploymentConfig) => readonly (readonly [holds: boolean, problem: string])[];

const windows: Rule = ({ schedule }) => {
  const together = schedule.commitWindow + schedule.revealWindow;
  return [
    [
      together <= schedule.epochLength,
      `schedule: expected commitWindow + revealWindow to be at most the epochLength ${showDuration(schedule.epochLength)}, got ${showDuration(together)}`,
    ],
  ];
};

const votes: Rule = ({ governor }) => {
  const cap = (SUPPLY * BigInt(governor.quorumCapBps)) / BPS;
  return [
    [
      governor.lateQuorumExtension <= governor.votingPeriod,
      `governor.lateQuorumExtension: expected at most the votingPeriod ${showDuration(governor.votingPeriod)}, got ${showDuration(governor.lateQuorumExtension)}`,
    ],
    [
      governor.quorumFloor <= cap,
      `governor.quorumFloor: expected at most the cap of ${showAmount(cap)} (quorumCapBps of the supply), got ${showAmount(governor.quorumFloor)}`,
    ],
    [
      governor.proposalThreshold <= governor.quorumFloor,
      `governor.proposalThreshold: expected at most the quorumFloor ${showAmount(governor.quorumFloor)}, got ${showAmount(governor.proposalThreshold)}`,
    ],
  ];
};

/** A validator that misbehaves in the last second of an epoch must still be bonded when a vote about it is executed. */
const bonds: Rule = (config) => {
  const reach = slashingReach(config);
  return [
    [
      config.validators.unbondingDelay > reach,
      `validators.unbondingDelay: expected more than ${showDuration(reach)} (windows, activation, vote and timelock together), got ${showDuration(config.validators.unbondingDelay)}`,
    ],
  ];
};

const policy: Rule = ({ policy: demanded, schedule, timelockDelay, governor, access, kind }) => {
  const least = (field: string, minimum: number, value: number) =>
    [
      value >= minimum,
      `${field}: expected at least ${showDuration(minimum)} on a ${kind} network, got ${showDuration(value)}`,
    ] as const;
  return [
    least("schedule.activationDelay", demanded.minActivationDelay, schedule.activationDelay),
    least("timelockDelay", demanded.minTimelockDelay, timelockDelay),
    least("governor.votingDelay", demanded.minVotingDelay, governor.votingDelay),
    least("governor.votingPeriod", demanded.minVotingPeriod, governor.votingPeriod),
    least("access.coolingOff", demanded.minCoolingOff, access.coolingOff),
    [
      access.anonymityFloor >= demanded.minAnonymityFloor,
      `access.anonymityFloor: expected at least ${demanded.minAnonymityFloor} contributors on a ${kind} network, got ${access.anonymityFloor}`,
    ],
  ];
};

const people: Rule = ({ validators, guardian, foundation, team, kind }) => {
  const accounts = validators.genesis.map(({ account }, index) => [`[${index}]`, account] as const);
  const recipients = validators.genesis.map(({ ageRecipient }, index) => [`[${index}]`, ageRecipient] as const);
  const others = [["guardian", guardian] as const, ["foundation", foundation] as const, ["team", team] as const];
  const everyone = [...others, ...accounts.map(([at, account]) => [`validators.genesis${at}`, account] as const)];
  return [
    ...repeated(accounts).map((twice) => wrong(`validators.genesis: expected each account once, got ${twice}`)),
    ...repeated(recipients).map((twice) => wrong(`validators.genesis: expected each ageRecipient once, got ${twice}`)),
    ...(kind === "mainnet" ? repeated(everyone) : []).map((twice) =>
      wrong(`guardian, foundation, team, validators.genesis: expected different accounts on a mainnet, got ${twice}`),
    ),
    ...(kind === "local" ? [] : everybodys(everyone)).map(([place, account]) =>
      wrong(`${place}: expected an account whose key only its owner has, got ${account}, of Hardhat and anvil`),
    ),
  ];
};

/** What is wrong with a configuration whose every field is right by itself. */
export function brokenRules(config: DeploymentConfig): string[] {
  return [windows, votes, bonds, policy, people].flatMap((rule) =>
    rule(config).flatMap(([holds, problem]) => (holds ? [] : [problem])),
  );
}

/** The longest time from an offence in an epoch to the execution of a vote about it, in seconds. */
function slashingReach({ schedule, governor, timelockDelay }: DeploymentConfig): number {
  const windowSeconds = schedule.commitWindow + schedule.revealWindow + schedule.activationDelay;
  return windowSeconds + governor.votingDelay + governor.votingPeriod + governor.lateQuorumExtension + timelockDelay;
}

const wrong = (problem: string) => [false, problem] as const;

/** The places that hold an account whose key everybody has. */
function everybodys(places: readonly (readonly [place: string, account: string])[]) {
  const known: ReadonlySet<string> = developmentAccounts();
  return places.filter(([, account]) => known.has(account));
}

/** Each value that stands in several places, with the places. */
function repeated(places: readonly (readonly [place: string, value: string])[]): string[] {
  return [...Map.groupBy(places, ([, value]) => value)].flatMap(([value, found]) =>
    found.length > 1 ? [`${value} in ${found.map(([place]) => place).join(" and ")}`] : [],
  );
}
