import { expect } from "chai";
import { id, makeError } from "ethers";
import { customErrors } from "../../../src/chain/collective.ts";
import { explainRevert, mined, wordsOfRevert } from "../../../src/chain/send-transaction.ts";
import { InvalidInputError, RetryableError } from "../../../src/primitives/errors.ts";
import { codeOf } from "../../helpers/code-of.ts";
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

describe("mined, when a wallet replaced the transaction", () => {
  const replacedBy = (reason: "repriced" | "cancelled", receipt: object) => {
    const error: Error = makeError("replaced", "TRANSACTION_REPLACED", { reason, receipt } as never);
    return mined(Promise.resolve({ wait: () => Promise.reject(error) } as never));
  };

  it("gives the receipt of the same transaction at another price", async () => {
    expect(await replacedBy("repriced", { status: 1 })).to.include({ status: 1 });
  });

  it("says that it was not mined when another one took its place, or the new price did not help", async () => {
    expect(await codeOf(replacedBy("cancelled", { status: 1 }))).to.equal("CHAIN_NOT_MINED");
    expect(await codeOf(replacedBy("repriced", { status: 0 }))).to.equal("CHAIN_NOT_MINED");
  });
});

describe("mined, with a limit to its patience", () => {
  it("says that the transaction is not mined, and no longer waits for it", async () => {
    const { ethers, as: asLater, alice: later } = await deployedCollective();
    await ethers.provider.send("evm_setAutomine", [false]);

    expect(await codeOf(mined(asLater(later).token.delegate(later.address), 50))).to.equal("CHAIN_NOT_MINED");
  });

  it("says the same when the library throws instead", async () => {
    const timeout: Error = makeError("late", "TIMEOUT", {} as never);
    const sent = { gasLimit: 64_000n, wait: () => Promise.reject(timeout) };

    expect(await codeOf(mined(Promise.resolve(sent as never), 50))).to.equal("CHAIN_NOT_MINED");
  });
});

describe("mined, when the transaction reverted", () => {
  const codeWithGas = (gasUsed: bigint) => {
    const receipt = { gasUsed, status: 0 };
    const error: Error = makeError("reverted", "CALL_EXCEPTION", { receipt } as never);
    return codeOf(mined(Promise.resolve({ gasLimit: 64_000n, wait: () => Promise.reject(error) } as never)));
  };

  it("says that it ran out of gas, itself or a call that it made", async () => {
    expect(await codeWithGas(64_000n)).to.equal("CHAIN_OUT_OF_GAS");
    expect(await codeWithGas(63_000n)).to.equal("CHAIN_OUT_OF_GAS");
  });

  it("passes on what the node says of it when gas was left", async () => {
    expect(await codeWithGas(62_999n)).to.equal("CHAIN_FAILED");
  });
});

describe("explainRevert", () => {
  it("asks to try again when the node does not answer", () => {
    for (const kind of ["NETWORK_ERROR", "TIMEOUT", "SERVER_ERROR"] as const) {
      const error = explainRevert(makeError("down", kind, {}));
      expect(error).to.be.instanceOf(RetryableError).with.property("code", "CHAIN_UNREACHABLE");
    }
  });

  it("leaves our own errors as they are and passes on other reasons", () => {
    const own = new RetryableError("X_LATER", "later");

    expect(explainRevert(own)).to.equal(own);
    expect(explainRevert(new Error("nonce too low")).code).to.equal("CHAIN_FAILED");
    expect(explainRevert(null).code).to.equal("CHAIN_FAILED");
  });

  it("repeats neither the endpoint, which may hold a key, nor the transaction", () => {
    const info = { requestUrl: "https://rpc.example/SECRET", payload: { params: ["0xSIGNED"] } };
    const error = explainRevert(makeError("insufficient funds", "INSUFFICIENT_FUNDS", { info } as never));

    expect(error.code).to.equal("CHAIN_FAILED");
    expect(error.message)
      .to.include("insufficient funds")
      .and.not.match(/SECRET|SIGNED/);
  });
});

describe("wordsOfRevert", () => {
  it("gives the name of a custom error and its values", () => {
    const data = customErrors.encodeErrorResult("CollectiveGovernorTooManyCalls", [11, 10]);
    const { inputs } = customErrors.getError("CollectiveGovernorTooManyCalls")!;

    expect(wordsOfRevert(data)).to.equal(
      `CollectiveGovernorTooManyCalls: ${inputs[0]!.name} 11, ${inputs[1]!.name} 10`,
    );
  });

  it("gives the name alone of an error without values", () => {
    const data = customErrors.encodeErrorResult("CollectiveGovernorZeroGuardian");

    expect(wordsOfRevert(data)).to.equal("CollectiveGovernorZeroGuardian");
  });

  it("gives nothing for the error of another contract, or for none", () => {
    const cut = customErrors.encodeErrorResult("CollectiveGovernorTooManyCalls", [11, 10]).slice(0, -2);
    for (const data of ["0x", "0x12", id("Strange()").slice(0, 10), cut])
      expect(wordsOfRevert(data), data).to.equal(null);
  });
});
