import { showAmount, showDuration } from "../../deploy/config/fields.ts";
import type { GrantDraft } from "../../src/access/draft-grant.ts";
import type { Attachment } from "../../src/governance/save-proposal.ts";
import { tableCell } from "../table-cell.ts";

/** What is asked for, as voters are shown it. */
export function requestRows({ request, tool }: GrantDraft, policy: Attachment): readonly (readonly [string, string])[] {
  return [
    ["data user", request.grantee],
    ["key", request.granteeKey],
    ["purpose", request.purpose],
    ["tool", `${tool.name}${tool.isNew ? ", approved by this proposal" : ""}`],
    ["tool id", tool.id],
    ["found at", tool.uri],
    ["code hash", tool.codeHash],
    ["tool serves", tool.purposes.join(", ")],
    ["duration", showDuration(request.durationSeconds)],
    ["price", showAmount(request.priceWei)],
    ["conditions", `${policy.name}, SHA-256 ${request.policyHash}`],
  ];
}

/** The text that voters read, with a place for the reasons, which only the data user knows. */
export function describeRequest(title: string, draft: GrantDraft, policy: Attachment): string {
  const { request, coolingOffSeconds, anonymityFloor } = draft;
  return [
    `# ${tableCell(title)}`,
    "",
    "|  |  |",
    "| --- | --- |",
    ...requestRows(draft, policy).map(([name, value]) => `| ${name} | ${tableCell(value)} |`),
    "",
    "## Why",
    "",
    "What the data is needed for, by whom, what is published of it, and when it is deleted.",
    "",
    "## What a yes does",
    "",
    `- It reaches the contributions whose owners allow "${tableCell(request.purpose)}", at each moment, and no others.`,
    `- Nothing can be read for ${showDuration(coolingOffSeconds)} after it is carried out; until then, and at any time`,
    "  later, owners can narrow their consent or remove their data.",
    `- Nothing is handed out while fewer than ${anonymityFloor} contributors are in reach.`,
    "- The price goes to contributors, in the epoch in which it is paid.",
    "- The guardian or another vote can revoke it. What was handed out until then cannot be called back.",
    "",
  ].join("\n");
}
