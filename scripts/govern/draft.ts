import { saveProposal } from "../../src/governance/save-proposal.ts";
import { InvalidInputError } from "../../src/primitives/errors.ts";
import { openDeployment } from "../open-deployment.ts";
import { runAction, type CommonArguments } from "../run-action.ts";
import { describeDraft } from "./describe-draft.ts";
import { accessTemplates } from "./templates/access.ts";
import { freeformTemplates } from "./templates/freeform.ts";
import { parameterTemplates } from "./templates/parameters.ts";
import { peopleTemplates } from "./templates/people.ts";
import type { Template } from "./templates/template.ts";

type Arguments = CommonArguments & { template: string; fields: string[]; out: string };

const templates: Readonly<Record<string, Template>> = {
  ...accessTemplates,
  ...parameterTemplates,
  ...peopleTemplates,
  ...freeformTemplates,
};

/** `govern draft <template> field=value…`: writes a proposal's files from a few fields; without a template lists them. */
export default runAction(async ({ template, fields, out }: Arguments, hre) => {
  if (template === "") return listTemplates();
  const chosen = Object.hasOwn(templates, template) ? templates[template] : undefined;
  if (chosen === undefined) {
    throw new InvalidInputError("SCRIPT_USAGE", `There is no template "${template}".`, {
      hint: `Use one of ${Object.keys(templates).join(", ")}.`,
    });
  }
  const deployment = await openDeployment(hre);
  const draft = await chosen.draft(deployment, readFields(fields));
  const { chainId } = deployment.record;
  const { title, actions, attachments } = draft;
  const folder = await saveProposal(out, { chainId, title, actions, description: describeDraft(draft) }, attachments);
  return {
    lines: [
      `drafted   ${title}`,
      ...draft.rows.map(([name, value]) => `  ${name}: ${value}`),
      `folder    ${folder}; nothing was sent`,
      "Write the reasons into proposal.md, then look at what it would do:",
      `  npx hardhat govern simulate ${folder}`,
    ],
    document: { folder, title, actions },
  };
});

function listTemplates() {
  const lines = Object.entries(templates).flatMap(([name, { about, fields }]) => [
    `${name}: ${about}`,
    ...Object.entries(fields).map(([field, what]) => `    ${field}  ${what}`),
  ]);
  return { lines, document: Object.entries(templates).map(([name, { about, fields }]) => ({ name, about, fields })) };
}

function readFields(fields: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    fields.map((field) => {
      const [, name, value] = /^([a-zA-Z]+)=(.*)$/s.exec(field) ?? [];
      if (name !== undefined && value !== undefined) return [name, value];
      throw new InvalidInputError("SCRIPT_USAGE", `Expected field=value, got ${JSON.stringify(field)}.`);
    }),
  );
}
