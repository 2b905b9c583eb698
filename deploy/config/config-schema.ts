import { z } from "zod";
import { bounds, MAX_VALIDATORS, MIN_VALIDATORS } from "./bounds.ts";
import { account, ageRecipient, amount, duration, endpoint, moment, wholeNumber } from "./fields.ts";
import type { NetworkKind } from "./networks.ts";
import { showValue } from "./show-value.ts";

/** The shape of `deploy/config/<network>.json`: every field must be there and no other may be. */
export function configSchema(kind: NetworkKind) {
  const schemes = kind === "mainnet" ? ["https://"] : ["https://", "http://"];
  return z
    .object({
      genesis: moment(),
      guardian: account(),
      foundation: account(),
      team: account(),
      schedule: z
        .object({
          epochLength: duration(bounds.epochLength),
          commitWindow: duration(bounds.commitWindow),
          revealWindow: duration(bounds.revealWindow),
          activationDelay: duration(bounds.activationDelay),
        })
        .strict(),
      timelockDelay: duration(bounds.timelockDelay),
      governor: z
        .object({
          votingDelay: duration(bounds.votingDelay),
          votingPeriod: duration(bounds.votingPeriod),
          lateQuorumExtension: duration(bounds.lateQuorumExtension),
          proposalThreshold: amount(bounds.proposalThreshold),
          quorumCapBps: wholeNumber("basis points", bounds.quorumCapBps),
          quorumShareBps: wholeNumber("basis points", bounds.quorumShareBps),
          quorumFloor: amount(bounds.quorumFloor),
        })
        .strict(),
      validators: z
        .object({
          bond: amount(bounds.bond),
          unbondingDelay: duration(bounds.unbondingDelay),
          genesis: z
            .array(
              z.object({ account: account(), ageRecipient: ageRecipient(), endpoint: endpoint(schemes) }).strict(),
              { errorMap: countValidators },
            )
            .min(MIN_VALIDATORS)
            .max(MAX_VALIDATORS),
        })
        .strict(),
      rewards: z
        .object({
          emissionBps: wholeNumber("basis points", bounds.emissionBps),
          validatorShareBps: wholeNumber("basis points", bounds.validatorShareBps),
          maxRewardPerUnit: amount(bounds.maxRewardPerUnit),
        })
        .strict(),
      access: z
        .object({
          coolingOff: duration(bounds.coolingOff),
          anonymityFloor: wholeNumber("contributors", bounds.anonymityFloor),
        })
        .strict(),
    })
    .strict();
}

/** What a file of this shape says; durations in seconds, amounts in wei. */
export type ConfigFile = z.output<ReturnType<typeof configSchema>>;

/** Reads a document and says of each wrong field where it is, what was expected and what came. */
export function readConfigFile(document: unknown, kind: NetworkKind): ConfigFile | readonly string[] {
  const result = configSchema(kind).safeParse(document);
  return result.success ? result.data : result.error.issues.map(describeIssue);
}

const countValidators: z.ZodErrorMap = (issue, { data, defaultError }) => {
  if (issue.code !== "too_small" && issue.code !== "too_big") return { message: defaultError };
  const expected = `expected from ${MIN_VALIDATORS} to ${MAX_VALIDATORS} validators`;
  return { message: `${expected}, got ${(data as readonly unknown[]).length}` };
};

function describeIssue(issue: z.ZodIssue): string {
  const path = issue.path.map((part) => (typeof part === "number" ? `[${part}]` : `.${part}`)).join("");
  const at = path.replace(/^\./, "") || "the file";
  if (issue.code === "unrecognized_keys")
    return `${at}: there is no field called ${issue.keys.map(showValue).join(", ")}`;
  if (issue.code === "invalid_type") {
    return `${at}: expected ${issue.expected === "array" ? "a list" : "an object"}, got ${issue.received === "undefined" ? "nothing" : issue.received}`;
  }
  return `${at}: ${issue.message}`;
}
