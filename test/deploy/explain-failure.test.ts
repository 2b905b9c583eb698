import { DeploymentResultType } from "@nomicfoundation/ignition-core";
import { expect } from "chai";
import { customErrors } from "../../src/chain/collective.ts";
import { InvalidInputError, RetryableError } from "../../src/primitives/errors.ts";
import { describeFailure } from "../../deploy/describe-failure.ts";
import { explainedErrors, wordsFor } from "../../deploy/error-words.ts";
import { explainFailure, explainResult } from "../../deploy/explain-failure.ts";
import { explainUnreachable } from "../../deploy/explain-unreachable.ts";

const failed = (error: string) => ({
  type: DeploymentResultType.EXECUTION_ERROR as const,
  started: [],
  timedOut: [],
  held: [],
  successful: [],
  failed: [{ futureId: "Collective#EpochSchedule", networkInteractionId: 1, error }],
});

describe("the deploy commands' words for errors", () => {
  it("exist for errors of the contracts only", () => {
    for (const name of explainedErrors) expect(customErrors.getError(name), name).to.not.equal(null);
  });

  it("exist for every error that a constructor or a step of the deployment declares", () => {
    const duringDeployment =
      /^(?:EpochSchedule(?!UnknownEpoch)|CollectiveTimelock|CollectiveGovernor(?:OutOf|Zero|Clock)|ScoreCommitmentsZeroAddress|RewardDistributorZeroAddress|DatasetAccess(?:ZeroAddress|CoolingOff|AnonymityFloor)|RewardReserve(?:Zero|Emission|ValidatorShare)|ValidatorRegistry(?:ZeroAddress|Unbonding|BondToo|Malformed|Endpoint|SlotsExhausted|UnexpectedStatus))/;
    const declared: string[] = [];
    customErrors.forEachError(({ name }) => declared.push(name));

    const missing = declared.filter((name) => duringDeployment.test(name) && !explainedErrors.includes(name));

    expect(missing).to.deep.equal([]);
  });

  it("say what a contract refused, with the values and what to do next", () => {
    const error = explainResult(
      failed(
        "Simulating the transaction failed with error: Reverted with custom error EpochScheduleWindowsExceedEpoch(7, 5)",
      ),
      "moksha",
    );

    expect(error.code).to.equal("CHAIN_REVERTED");
    expect(error.context.error).to.equal("EpochScheduleWindowsExceedEpoch");
    expect(error.message)
      .to.include("Collective#EpochSchedule")
      .and.to.include("EpochScheduleWindowsExceedEpoch(7, 5)");
    expect(error.message).to.include(wordsFor("EpochScheduleWindowsExceedEpoch").words);
    expect(error.hint).to.equal(wordsFor("EpochScheduleWindowsExceedEpoch").next);
  });

  it("decode revert data by the ABIs, also of errors without words of their own", () => {
    const data = customErrors.encodeErrorResult("RewardReserveOverBudget", [9, 5]);

    const error = explainFailure({ data });

    expect(error.code).to.equal("CHAIN_REVERTED");
    expect(error.message).to.include("RewardReserveOverBudget: amount 9, budget 5");
    expect(error.hint).to.equal(wordsFor("constructor").next);
  });

  it("keep what is in words already", () => {
    const known = new InvalidInputError("DEPLOY_X", "x");
    expect(explainFailure(known)).to.equal(known);
  });

  it("say whose turn it is when Hardhat stops", () => {
    for (const [message, code] of [
      ["HHE10402: You have sent transactions", "DEPLOY_ACCOUNT_BUSY"],
      ["HHE10411: The next nonce", "DEPLOY_ACCOUNT_BUSY"],
      ["HHE10400: dropped", "DEPLOY_TRANSACTION_DROPPED"],
      ["HHE10406: fee", "DEPLOY_FEE_TOO_HIGH"],
      ["HHE10408: Account 0x has insufficient funds", "DEPLOY_BALANCE_TOO_LOW"],
      ["insufficient funds for gas * price + value", "DEPLOY_BALANCE_TOO_LOW"],
      ["fetch failed", "CHAIN_UNREACHABLE"],
      ["something else", "CHAIN_FAILED"],
    ] as const) {
      expect(explainFailure(new Error(message)).code, message).to.equal(code);
    }
  });

  it("tell a node that broke off from a refused transaction, also when the error is wrapped, and repeat no address", () => {
    const answered = Object.assign(new Error("Received an unexpected status code"), { statusCode: 503 });
    const refused = Object.assign(new Error("header not found"), { name: "ProviderError", code: -32000 });
    const lost = Object.assign(new Error("other side closed"), { code: "UND_ERR_SOCKET" });
    for (const [cause, code, exitCode] of [
      [answered, "CHAIN_UNREACHABLE", 3],
      [lost, "CHAIN_UNREACHABLE", 3],
      [refused, "CHAIN_REQUEST_FAILED", 1],
      [new Error("unknown, see https://node.example/secret"), "CHAIN_FAILED", 1],
    ] as const) {
      const end = describeFailure(new Error("Failed to make a request", { cause }));
      const direct = describeFailure(cause);

      expect(direct.text).to.match(new RegExp(`^${code}: `));
      expect(direct.text).to.not.match(/secret|refused the transaction/);
      expect(direct.exitCode).to.equal(exitCode);
      if (code !== "CHAIN_FAILED") expect(end).to.deep.equal(direct);
    }
  });

  it("ask to try again when a step could not be sent because the node is silent", () => {
    expect(explainResult(failed("fetch failed"), "moksha")).to.be.instanceOf(RetryableError);
  });

  it("tell a changed configuration, an earlier failure, a slow network and a broken module apart", () => {
    const errors = { "Collective#EpochSchedule": ["Argument 0 has been changed"] };
    const codes = [
      explainResult({ type: DeploymentResultType.RECONCILIATION_ERROR, errors }, "moksha"),
      explainResult({ type: DeploymentResultType.PREVIOUS_RUN_ERROR, errors }, "moksha"),
      explainResult({ type: DeploymentResultType.VALIDATION_ERROR, errors }, "moksha"),
      explainResult({ ...failed(""), failed: [] }, "moksha"),
    ].map(({ code }) => code);

    expect(codes).to.deep.equal([
      "DEPLOY_CONFIG_CHANGED",
      "DEPLOY_EARLIER_FAILURE",
      "DEPLOY_MODULE_INVALID",
      "DEPLOY_NOT_MINED",
    ]);
  });

  it("tell a variable that is missing or wrong from a node that is silent, and repeat no key", () => {
    const secret = "0xnotakey";
    for (const [message, code] of [
      ['HHE7: Configuration Variable "MOKSHA_RPC_URL" not found.', "DEPLOY_NOT_CONFIGURED"],
      [`invalid private key ${secret}`, "DEPLOY_BAD_KEY"],
      ['HHE30: Invalid hex string value for the configuration variable "DEPLOYER_PRIVATE_KEY"', "DEPLOY_BAD_KEY"],
      ["Field.fromBytes: expected 32 bytes, got 1", "DEPLOY_BAD_KEY"],
      ["Invalid URL", "DEPLOY_BAD_URL"],
      ["fetch failed", "CHAIN_UNREACHABLE"],
    ] as const) {
      const error = explainUnreachable("moksha", new Error(message));
      expect(error.code).to.equal(code);
      expect(error.message).to.not.include(secret);
    }
  });
});
