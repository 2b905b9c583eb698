import type { Collective } from "../chain/collective.ts";
import type { DeploymentRecord } from "../chain/deployment-record.ts";
import { encodeCall } from "../chain/encode-call.ts";
import { blockAt } from "../chain/finality.ts";
import { allowsPurpose } from "../chain/grant-scope.ts";
import { providerOf } from "../chain/provider-of.ts";
import { readPurposes } from "../chain/read-purposes.ts";
import { readTools } from "../chain/read-tools.ts";
import { isUsableRecipient } from "../encryption/age-file.ts";
import { toAction, type ProposalAction } from "../governance/proposal.ts";
import { InvalidInputError } from "../primitives/errors.ts";
import type { Address, Hex32 } from "../primitives/identifiers.ts";
import { bitOf, chooseTool, type DraftedTool, type ToolChoice } from "./choose-tool.ts";

/** What a data user asks for. */
export type GrantRequest = {
  readonly grantee: Address;
  /** The age recipient that keys are handed out to. */
  readonly granteeKey: string;
  /** The name of the purpose. */
  readonly purpose: string;
  readonly tool: ToolChoice;
  readonly durationSeconds: number;
  readonly priceWei: bigint;
  /** SHA-256 of the conditions. */
  readonly policyHash: Hex32;
};

/** A grant that can be proposed as it is. */
export type GrantDraft = {
  readonly request: GrantRequest;
  readonly tool: DraftedTool;
  /** Seconds from the creation of the grant until it can be used, if it were created now. */
  readonly coolingOffSeconds: number;
  /** How many contributors must be in its scope. */
  readonly anonymityFloor: number;
  readonly actions: readonly ProposalAction[];
};

type Deployment = {
  readonly collective: Pick<Collective, "access" | "tools">;
  readonly record: DeploymentRecord;
};

/**
 * Drafts the calls that create a grant, and approve its tool when that has to be done too. What the contracts would refuse
 * is refused here, by their own bounds as they stand on chain now. Sends nothing.
 *
 * @throws {InvalidInputError} `ACCESS_UNUSABLE_KEY`, `ACCESS_UNKNOWN_PURPOSE`, `ACCESS_UNKNOWN_TOOL`,
 * `ACCESS_TOOL_AMBIGUOUS`, `ACCESS_TOOL_WITHDRAWN`, `ACCESS_TOOL_NOT_ALLOWED`, `ACCESS_TOOL_KNOWN`, `ACCESS_BAD_TOOL`,
 * `ACCESS_DURATION_OUT_OF_BOUNDS`, `ACCESS_PRICE_TOO_HIGH`.
 */
export async function draftGrant(deployment: Deployment, request: GrantRequest): Promise<GrantDraft> {
  const { collective, record } = deployment;
  const { access } = collective;
  const { number: toBlock } = await blockAt(providerOf(access), "latest");
  const range = { fromBlock: record.deployedAtBlock, toBlock };
  await requireTerms(access, request);
  const purposes = await readPurposes(collective.tools, range);
  const purpose = bitOf(purposes, request.purpose);
  const known = [...(await readTools(collective.tools, range)).values()];
  const { tool, mask } = await chooseTool(collective.tools, request.tool, { purposes, known });
  if (!allowsPurpose(mask, purpose)) {
    throw new InvalidInputError("ACCESS_TOOL_NOT_ALLOWED", `The tool ${tool.name} may not serve ${request.purpose}.`, {
      hint: `It serves ${tool.purposes.join(", ")}. Another purpose makes it another tool: approve that one.`,
    });
  }
  const { grantee, durationSeconds, priceWei, policyHash, granteeKey } = request;
  const terms = { grantee, purpose, duration: durationSeconds, price: priceWei, toolId: tool.id, policyHash };
  const approval = [tool.name, tool.uri, tool.codeHash, mask];
  return {
    request,
    tool,
    coolingOffSeconds: Number(await access.coolingOff()),
    anonymityFloor: Number(await access.anonymityFloor()),
    actions: [
      ...(tool.isNew
        ? [toAction("tools", record.contracts.tools, encodeCall(collective.tools, "approveTool", approval))]
        : []),
      toAction("access", record.contracts.access, encodeCall(access, "createGrant", [terms, granteeKey])),
    ],
  };
}

async function requireTerms(access: Collective["access"], request: GrantRequest): Promise<void> {
  const { granteeKey, durationSeconds, priceWei } = request;
  if (granteeKey.length > Number(await access.MAX_KEY_LENGTH()) || !(await isUsableRecipient(granteeKey))) {
    throw new InvalidInputError(
      "ACCESS_UNUSABLE_KEY",
      "Expected an age recipient that something can be encrypted to.",
      {
        hint: "Make a key with age-keygen, keep its file, and give the public half: age1….",
      },
    );
  }
  const [least, most] = [Number(await access.MIN_DURATION()), Number(await access.MAX_DURATION())];
  if (durationSeconds < least || durationSeconds > most) {
    throw new InvalidInputError(
      "ACCESS_DURATION_OUT_OF_BOUNDS",
      `Expected a duration from ${least} to ${most} seconds, got ${durationSeconds}.`,
      { hint: "A longer use needs another vote." },
    );
  }
  if (priceWei >= 2n ** 128n) {
    throw new InvalidInputError("ACCESS_PRICE_TOO_HIGH", "Expected a price below 2^128 wei.");
  }
}
