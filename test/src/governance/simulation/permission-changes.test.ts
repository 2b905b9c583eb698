import { expect } from "chai";
import { id } from "ethers";
import { roles } from "../../../../deploy/modules/collective.ts";
import { contractInterfaces } from "../../../../src/chain/collective.ts";
import {
  eventWords,
  managerRoles,
  permissionChanges,
  timelockRoles,
} from "../../../../src/governance/simulation/permission-changes.ts";
import type { ReportedEvent } from "../../../../src/governance/simulation/report.ts";
import { around, contracts, stranger } from "../../../helpers/some-surroundings.ts";

const own = new Set(Object.values(contracts));
const event = (
  contractName: keyof typeof contracts,
  name: string,
  values: ReportedEvent["values"] = {},
): ReportedEvent => ({ address: contracts[contractName], contractName, name, values });
const changes = (...events: ReportedEvent[]) => permissionChanges(events, around, own);
const isDangerous = (...events: ReportedEvent[]) => changes(...events).map((change) => change.isDangerous);
const PROPOSER = id("PROPOSER_ROLE");

describe("the roles that a report knows", () => {
  it("are those of the deployment, and the manager's own", () => {
    const { PUBLIC_ROLE, ...given } = Object.fromEntries(
      Object.entries(managerRoles).map(([number, name]) => [name === "PUBLIC" ? "PUBLIC_ROLE" : name, BigInt(number)]),
    );

    expect(given).to.deep.equal(roles);
    expect(PUBLIC_ROLE).to.equal(2n ** 64n - 1n);
  });

  it("are those of the timelock", () => {
    expect(timelockRoles).to.deep.equal({
      [`0x${"0".repeat(64)}`]: "DEFAULT_ADMIN",
      [PROPOSER]: "PROPOSER",
      [id("EXECUTOR_ROLE")]: "EXECUTOR",
      [id("CANCELLER_ROLE")]: "CANCELLER",
    });
  });
});

describe("permissionChanges", () => {
  it("says who gains which role, where", () => {
    const granted = event("manager", "RoleGranted", { roleId: "2", account: stranger });
    const revoked = event("timelock", "RoleRevoked", { role: PROPOSER, account: contracts.governor });

    expect(changes(granted, revoked)).to.deep.equal([
      { text: `manager: gives the role GUARDIAN of manager to ${stranger}`, isDangerous: true },
      {
        text: `timelock: takes the role PROPOSER of timelock from governor ${contracts.governor}`,
        isDangerous: true,
      },
    ]);
  });

  it("fears less what stays among the collective's contracts, or takes from a guest", () => {
    const toOwn = event("manager", "RoleGranted", { roleId: "2", account: contracts.timelock });
    const fromGuest = event("manager", "RoleRevoked", { roleId: "2", account: stranger });
    const lastAdmin = event("manager", "RoleRevoked", { roleId: "0", account: contracts.timelock });
    const slower = event("timelock", "MinDelayChange", { oldDuration: "60", newDuration: "120" });

    expect(isDangerous(toOwn, fromGuest, lastAdmin, slower)).to.deep.equal([false, false, true, false]);
  });

  it("fears every other way to hand power over", () => {
    const events = [
      event("manager", "RoleAdminChanged", { roleId: "1", admin: "9" }),
      event("manager", "RoleGuardianChanged", { roleId: "1", guardian: "9" }),
      event("manager", "TargetFunctionRoleUpdated", { target: contracts.access, selector: "0x12345678", roleId: "2" }),
      event("manager", "TargetClosed", { target: contracts.access, closed: true }),
      event("access", "AuthorityUpdated", { authority: stranger }),
      event("teamVesting", "OwnershipTransferred", { previousOwner: contracts.token, newOwner: stranger }),
    ];

    expect(isDangerous(...events)).to.deep.equal(events.map(() => true));
    expect(changes(...events.slice(2, 5)).map(({ text }) => text)).to.deep.equal([
      `manager: lets role GUARDIAN call 0x12345678 of access ${contracts.access}`,
      `manager: closes access ${contracts.access}`,
      `access: hands the contract over to the authority ${stranger}`,
    ]);
  });

  it("passes over everything else", () => {
    expect(changes(event("token", "Transfer"), { ...event("token", ""), name: null })).to.deep.equal([]);
  });

  it("knows each event of the manager's and the timelock's that moves power", () => {
    const named = (contract: "manager" | "timelock") => {
      const names: string[] = [];
      contractInterfaces[contract].forEachEvent(({ name }) => names.push(name));
      return names.filter((name) => changes(event(contract, name)).length === 0);
    };

    expect(named("manager")).to.have.members([
      "OperationCanceled",
      "OperationExecuted",
      "OperationScheduled",
      "RoleLabel",
    ]);
    expect(named("timelock")).to.have.members(["CallExecuted", "CallSalt", "CallScheduled", "Cancelled"]);
  });
});

describe("eventWords", () => {
  it("gives every value its name and unit", () => {
    const values = { grantee: stranger, price: "1000000000000000000" };

    expect(eventWords(event("access", "GrantCreated", values), around)).to.equal(
      `grantee: ${stranger}, price: 1.00 GPT (1000000000000000000 wei)`,
    );
  });
});
