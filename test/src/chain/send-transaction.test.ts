import { expect } from "chai";
import { makeError } from "ethers";
import { explainRevert, mined } from "../../../src/chain/send-transaction.ts";
import { InvalidInputError, RetryableError } from "../../../src/primitives/errors.ts";
import { deployedCollective } from "../../helpers/deployed-collective.ts";

const { as, alice, collective } = await deployedCollective();
const UNKNOWN_ID = `0x${"9".repeat(64)}`;

describe("mined", () => {
  it("gives the receipt of a transaction that was mined", async () => {
    const receipt = await mined(as(alice).token.delegate(alice.address));

    expect(receipt.status).to.equal(1);
    expect(await collective.token.delegates(alice.address)).to.equal(alice.address);
  });

  it("names the custom error of a revert and its values", async () => {
    const error = await mined(as(alice).registry.remove(UNKNOWN_ID)).catch((reason: unknown) => reason);

    expect(error).to.be.instanceOf(InvalidInputError);
    expect(error).to.have.property("code", "CHAIN_REVERTED");
    expect((error as InvalidInputError).context.error).to.equal("DataRegistryNotActive");
    expect((error as InvalidInputError).message).to.include(UNKNOWN_ID);
  });
});

describe("explainRevert", () => {
  it("asks to try again when the node does not answer", () => {
    for (const kind of ["NETWORK_ERROR", "TIMEOUT", "SERVER_ERROR"] as const) {
      const error = explainRevert(makeError("down", kind, {} as never));
      expect(error).to.be.instanceOf(RetryableError).with.property("code", "CHAIN_UNREACHABLE");
    }
  });

  it("leaves our own errors as they are and passes on other reasons", () => {
    const own = new RetryableError("X_LATER", "later");

    expect(explainRevert(own)).to.equal(own);
    expect(explainRevert(new Error("nonce too low")).code).to.equal("CHAIN_FAILED");
    expect(explainRevert(null).code).to.equal("CHAIN_FAILED");
  });
});
