import { plainText, type CallValue } from "../../chain/encode-call.ts";
import type { Address } from "../../primitives/identifiers.ts";
import { showAccount } from "../address-book.ts";
import type { PermissionChange, ReportedEvent } from "./report.ts";
import type { Surroundings } from "./read-surroundings.ts";
import { valueWords } from "./value-words.ts";

/** Roles of the AccessManager, as `deploy/modules/collective.ts` numbers and labels them. */
export const managerRoles: Readonly<Record<string, string>> = {
  "0": "ADMIN",
  "1": "VALIDATOR_ADMIN",
  "2": "GUARDIAN",
  "3": "REWARD_DISTRIBUTOR",
  "18446744073709551615": "PUBLIC",
};

/** keccak256 of their names, as OpenZeppelin's TimelockController has them. */
export const timelockRoles: Readonly<Record<string, string>> = {
  "0x0000000000000000000000000000000000000000000000000000000000000000": "DEFAULT_ADMIN",
  "0xb09aa5aeb3702cfd50b6b62bc4532604938f21248a27a1d5ca736082b6819cc1": "PROPOSER",
  "0xd8aa0f3194971a2a116679f7c2090f6939c8d4e01a2a8d7e41d55e5351469e63": "EXECUTOR",
  "0xfd643c72710c63c0180259aba6b2d05451e3591a24e58b62239378085726f783": "CANCELLER",
};

type Words = (values: Readonly<Record<string, CallValue>>, event: ReportedEvent) => string;

const events: Readonly<Record<string, Words>> = {
  RoleGranted: (values, event) => `gives ${roleOf(values, event)} to`,
  RoleRevoked: (values, event) => `takes ${roleOf(values, event)} from`,
  RoleAdminChanged: (values, event) => `puts another administrator over ${roleOf(values, event)}`,
  RoleGuardianChanged: (values, event) => `puts another guardian over ${roleOf(values, event)}`,
  RoleGrantDelayChanged: (values, event) => `changes how long granting ${roleOf(values, event)} takes`,
  TargetFunctionRoleUpdated: (values) =>
    `lets role ${managerRoles[plainText(values.roleId)] ?? plainText(values.roleId)} call ${plainText(values.selector)} of`,
  TargetClosed: (values) => (values.closed === true ? "closes" : "opens"),
  TargetAdminDelayUpdated: () => "changes the delay of changes to",
  AuthorityUpdated: () => "hands the contract over to the authority",
  OwnershipTransferred: () => "hands the contract over to",
  OwnershipTransferStarted: () => "begins to hand the contract over to",
  TimelockChange: () => "puts another timelock behind the governor",
  MinDelayChange: (values) => `changes the timelock's delay to ${plainText(values.newDuration)} s`,
};

/** What the events of a run say about who may do what from then on. */
export function permissionChanges(
  emitted: readonly ReportedEvent[],
  around: Surroundings,
  own: ReadonlySet<Address>,
): PermissionChange[] {
  return emitted.flatMap((event) => {
    const words = event.name === null ? undefined : events[event.name];
    if (words === undefined) return [];
    const account = subjectOf(event);
    const whom = account === null ? "" : ` ${showAccount(around.book, account)}`;
    return [
      {
        text: `${event.contractName}: ${words(event.values, event)}${whom}`,
        isDangerous: isDangerous(event, account !== null && own.has(account)),
      },
    ];
  });
}

/** What goes to one of the collective's own contracts stays under the same votes; what is taken from it may not. */
function isDangerous({ name, values, contractName }: ReportedEvent, isOwn: boolean): boolean {
  if (name === "MinDelayChange" || name === "RoleGrantDelayChanged") return false;
  if (name === "RoleRevoked") return contractName === "timelock" || plainText(values.roleId) === "0";
  if (name === "RoleGranted") return !isOwn;
  return true;
}

function subjectOf({ name, values }: ReportedEvent): Address | null {
  const field = {
    AuthorityUpdated: "authority",
    OwnershipTransferred: "newOwner",
    OwnershipTransferStarted: "newOwner",
  };
  const known: Readonly<Record<string, string>> = {
    ...field,
    TimelockChange: "newTimelock",
  };
  const subject = values[known[name ?? ""] ?? "account"] ?? values.target;
  return typeof subject === "string" && /^0x[0-9a-fA-F]{40}$/.test(subject) ? (subject.toLowerCase() as Address) : null;
}

function roleOf(values: Readonly<Record<string, CallValue>>, { contractName }: ReportedEvent): string {
  const role = plainText(values.roleId ?? values.role);
  const name = managerRoles[role] ?? timelockRoles[role];
  return `the role ${name ?? role} of ${contractName}`;
}

/** All values of an event in words. */
export function eventWords({ values }: ReportedEvent, around: Surroundings): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}: ${valueWords(name, value, around)}`)
    .join(", ");
}
