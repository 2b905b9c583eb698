import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { contractInterfaces } from "../../src/chain/collective.ts";
import { parseDeploymentRecord } from "../../src/chain/deployment-record.ts";
import { encodeNamedCall } from "../../src/chain/encode-call.ts";
import { formatActions, toAction, type ProposalAction } from "../../src/governance/proposal.ts";

/** A deployment of which only the record is left. */
export const exampleRecord = parseDeploymentRecord(
  readFileSync(new URL("../src/chain/deployment-record-v3.json", import.meta.url), "utf8"),
);

/** A call that is what it says. */
export const exampleAction: ProposalAction = toAction(
  "access",
  exampleRecord.contracts.access,
  encodeNamedCall(contractInterfaces.access, "setCoolingOff(uint32)", { newCoolingOff: "86400" }),
);

/** A new and empty folder. */
export const emptyFolder = () => mkdtempSync(join(tmpdir(), "proposal-"));

/** The document of `actions.json`, with these actions. */
export function exampleDocument(...actions: readonly object[]): Record<string, unknown> {
  const text = formatActions({ chainId: exampleRecord.chainId, actions: actions as readonly ProposalAction[] });
  return JSON.parse(text) as Record<string, unknown>;
}

/** Writes the files of a proposal into `folder` and gives it. */
export function writeProposal(
  actions: unknown = exampleDocument(exampleAction),
  text = "# Wait a day\n",
  folder = emptyFolder(),
): string {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "actions.json"), typeof actions === "string" ? actions : JSON.stringify(actions));
  writeFileSync(join(folder, "proposal.md"), text);
  return folder;
}
