import type { CallValue } from "../../chain/encode-call.ts";
import type { ContractName } from "../../chain/deployment-record.ts";
import type { Hex } from "../../primitives/bytes.ts";
import type { TargetCode } from "../../chain/proposals/read-target-code.ts";
import type { Address } from "../../primitives/identifiers.ts";

/** How much a finding matters: look, look closely, or do not vote for it before you know why. */
export type Severity = "info" | "warning" | "danger";

/** Something that a voter should know; `code` is stable. */
export type Finding = { readonly severity: Severity; readonly code: string; readonly text: string };

/** A call in words. */
export type ReportedCall = {
  readonly number: number;
  readonly target: Address;
  readonly contractName: ContractName | null;
  /** `revoke(uint256)`; null when no ABI of ours has it. */
  readonly function: string | null;
  readonly values: Readonly<Record<string, CallValue>>;
  /** The same with units and names. */
  readonly words: readonly (readonly [name: string, words: string])[];
  readonly valueWei: bigint;
  readonly calldata: Hex;
  readonly isExact: boolean;
  readonly effect: string | null;
};

/** An event in words. */
export type ReportedEvent = {
  readonly address: Address;
  readonly contractName: string;
  /** Null when no ABI of ours has it. */
  readonly name: string | null;
  readonly values: Readonly<Record<string, CallValue>>;
};

/** Somebody may do more or less than before. */
export type PermissionChange = {
  readonly text: string;
  /** Whether whoever gains by it could take over, or stop, the collective. */
  readonly isDangerous: boolean;
};

/** A variable before and after. */
export type StorageChange = {
  readonly contractName: string;
  readonly variable: string;
  readonly before: string;
  readonly after: string;
};

/** Something of value that goes from one account to another. */
export type Transfer = {
  readonly token: "GPT" | "coin" | Address;
  readonly from: Address;
  readonly to: Address;
  readonly amountWei: bigint;
};

/** What a proposal would do, found out by doing it on a copy of the chain. */
export type SimulationReport = {
  readonly format: "simulation-report-v1";
  readonly network: string;
  readonly chainId: number;
  /** The block that the copy begins with. */
  readonly block: number;
  /** Null when its proposer is not known yet. */
  readonly proposalId: bigint | null;
  readonly number: number | null;
  readonly title: string;
  readonly proposer: Address | null;
  /** Where it stood; `files` when nobody has proposed it. */
  readonly state: string;
  /** Unix seconds of the copy's block in which it was carried out. */
  readonly executedAt: number;
  /** Why it cannot be carried out; null when it can. */
  readonly refusal: string | null;
  readonly gasUsed: bigint;
  readonly calls: readonly ReportedCall[];
  readonly permissions: readonly PermissionChange[];
  readonly transfers: readonly Transfer[];
  readonly storage: readonly StorageChange[];
  readonly events: readonly ReportedEvent[];
  readonly code: readonly TargetCode[];
  /** The gravest first. */
  readonly findings: readonly Finding[];
};

const order: readonly Severity[] = ["danger", "warning", "info"];

/** The gravest of all findings; `info` when there is none. */
export function gravest(findings: readonly Finding[]): Severity {
  return order.find((severity) => findings.some((finding) => finding.severity === severity)) ?? "info";
}

/** The gravest first, else in their order. */
export function byGravity(findings: readonly Finding[]): Finding[] {
  return findings.toSorted((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity));
}
