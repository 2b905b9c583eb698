import { z } from "zod";
import { draftGrant } from "../../../src/access/draft-grant.ts";
import { chooseTool } from "../../../src/access/choose-tool.ts";
import { blockAt } from "../../../src/chain/finality.ts";
import { readGrants } from "../../../src/chain/read-grants.ts";
import { readPurposes } from "../../../src/chain/read-purposes.ts";
import { readTools } from "../../../src/chain/read-tools.ts";
import { InvalidInputError } from "../../../src/primitives/errors.ts";
import { requestRows } from "../../access/describe-request.ts";
import { readRequestOptions, type RequestArguments } from "../../access/request-options.ts";
import { toHex32 } from "../../../src/primitives/identifiers.ts";
import type { OpenDeployment } from "../../open-deployment.ts";
import { callTo, digits, hash, template, words, type Template } from "./template.ts";
import { readToolManifest } from "./tool-manifest.ts";

const purposeList = words.transform((list) =>
  list
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== ""),
);

/** What was decided about tools and purposes so far. */
async function decided({ collective, record, connection }: OpenDeployment) {
  const { number: toBlock } = await blockAt(connection.ethers.provider, "latest");
  const range = { fromBlock: record.deployedAtBlock, toBlock };
  const purposes = await readPurposes(collective.tools, range);
  return { range, purposes, known: [...(await readTools(collective.tools, range)).values()] };
}

const requestFields = {
  grantee: "account that will ask for the data",
  key: "age recipient that keys are handed out to",
  purpose: "what the data may be used for",
  tool: "name or id of the tool that will read it",
  "toolUri?": "approve the tool too: where it is found",
  "toolCodeHash?": "the same: 32 bytes that its code hashes to",
  "toolPurposes?": "the same: what it may serve, comma-separated",
  duration: 'how long it can be used, like "90 days"',
  price: 'what is paid to contributors, like "1000 GPT"',
  policy: "file with the conditions that the data user accepts",
  "title?": "title of the proposal",
};

const optional = z.string().default("");
const grantAccess = template(
  "Grant somebody access to the dataset, for a purpose, with a tool, for a time and a price",
  requestFields,
  {
    ...{
      grantee: optional,
      key: optional,
      purpose: optional,
      tool: optional,
      toolUri: optional,
      toolCodeHash: optional,
    },
    ...{ toolPurposes: optional, duration: optional, price: optional, policy: optional, title: optional },
  },
  async (deployment, given: RequestArguments) => {
    const { title, request, policy } = await readRequestOptions(given);
    const draft = await draftGrant(deployment, request);
    return { title, actions: draft.actions, rows: requestRows(draft, policy), attachments: [policy] };
  },
);

const revokeAccess = template(
  "Revoke a grant, for good",
  { grant: "number of the grant" },
  { grant: digits(2 ** 32) },
  async (deployment, { grant }) => {
    const { range } = await decided(deployment);
    const found = (await readGrants(deployment.collective.access, range)).get(grant);
    if (found?.revokedAt !== null) {
      throw new InvalidInputError("GOVERNANCE_NO_GRANT", `There is no grant ${grant} that could be revoked.`, {
        hint: "npx hardhat access grants lists them.",
      });
    }
    return {
      title: `Revoke grant ${grant}`,
      actions: [callTo(deployment, "access", "revoke", [grant])],
      rows: [
        ["grant", String(grant)],
        ["data user", found.grantee],
      ],
    };
  },
);

const definePurpose = template(
  "Define a purpose that owners can allow; nobody's consent allows it until they say so",
  { purpose: "its number, from 7 to 31", name: "what it is called", uri: "where it is explained" },
  { purpose: digits(31), name: words, uri: words },
  (deployment, { purpose, name, uri }) => ({
    title: `Define the purpose ${name}`,
    actions: [callTo(deployment, "tools", "definePurpose", [purpose, name, uri])],
    rows: [
      ["number", String(purpose)],
      ["name", name],
      ["explained at", uri],
    ],
  }),
);

const toolFields = {
  uri: "where it is found",
  "manifest?": "file that holds the others, in their place: docs/tools.md",
  "name?": "its name",
  "codeHash?": "what its code hashes to",
  "purposes?": "comma-separated",
};
const approveStatedTool = template(
  "Approve a tool for journaling, memory analysis, reflection or another purpose",
  toolFields,
  { name: words, uri: words, codeHash: hash, purposes: purposeList },
  async (deployment, { name, uri, codeHash, purposes }) => {
    const now = await decided(deployment);
    const choice = { kind: "new", name, uri, codeHash: toHex32(codeHash), purposes } as const;
    const { tool, mask } = await chooseTool(deployment.collective.tools, choice, now);
    return {
      title: `Approve the tool ${name}`,
      actions: [callTo(deployment, "tools", "approveTool", [tool.name, tool.uri, tool.codeHash, mask])],
      rows: [
        ["tool", name],
        ["found at", uri],
        ["code hash", tool.codeHash],
        ["id", tool.id],
        ["serves", purposes.join(", ")],
      ],
    };
  },
);

/** Takes name, code hash and purposes from a manifest, or as they are stated, but not both. */
const approveTool: Template = {
  ...approveStatedTool,
  draft: async (deployment, { manifest, ...stated }) => {
    if (manifest === undefined) return approveStatedTool.draft(deployment, stated);
    const read = await readToolManifest(manifest);
    const twice = Object.keys(read).filter((field) => stated[field] !== undefined);
    if (twice.length > 0) {
      throw new InvalidInputError("SCRIPT_USAGE", `The manifest says it already: leave out ${twice.join(", ")}.`);
    }
    return approveStatedTool.draft(deployment, { ...stated, ...read });
  },
};

const withdrawTool = template(
  "Withdraw a tool for ever: every grant with it ends",
  { tool: "name or id of the tool" },
  { tool: words },
  async (deployment, { tool: named }) => {
    const now = await decided(deployment);
    const { tool } = await chooseTool(deployment.collective.tools, { kind: "approved", named }, now);
    return {
      title: `Withdraw the tool ${tool.name}`,
      actions: [callTo(deployment, "tools", "withdrawTool", [tool.id])],
      rows: [
        ["tool", tool.name],
        ["id", tool.id],
      ],
    };
  },
);

/** Decisions about who may read what, and with which tools. */
export const accessTemplates: Readonly<Record<string, Template>> = {
  "grant-access": grantAccess,
  "revoke-access": revokeAccess,
  "define-purpose": definePurpose,
  "approve-tool": approveTool,
  "withdraw-tool": withdrawTool,
};
