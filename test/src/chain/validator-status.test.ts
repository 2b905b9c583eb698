import { expect } from "chai";
import { readValidatorStatus } from "../../../src/chain/validator-status.ts";
import { InvariantError } from "../../../src/primitives/errors.ts";
import { toAddress } from "../../../src/primitives/identifiers.ts";
import { deployedCollective } from "../../helpers/deployed-collective.ts";

const { as, alice, validators, collective } = await deployedCollective();
const statusOf = ({ address }: { address: string }) => readValidatorStatus(collective.validators, toAddress(address));

describe("readValidatorStatus", () => {
  it("names what the registry says", async () => {
    await as(validators[1]).validators.activate();
    await as(validators[2]).validators.activate();
    await as(validators[2]).validators.startLeaving();

    const statuses = await Promise.all([alice, ...validators.slice(0, 3)].map(statusOf));
    expect(statuses).to.deep.equal(["unknown", "admitted", "active", "leaving"]);
  });

  it("does not guess at a status that it does not know", async () => {
    const newer = { statusOf: () => Promise.resolve(5n) } as never;

    const error = await readValidatorStatus(newer, toAddress(alice.address)).catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(InvariantError).with.property("code", "CHAIN_UNKNOWN_STATUS");
  });
});
