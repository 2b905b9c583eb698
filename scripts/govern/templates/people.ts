import { z } from "zod";
import { account, ageRecipient, amount, showAmount } from "../../../deploy/config/fields.ts";
import { roles } from "../../../deploy/modules/collective.ts";
import { InvalidInputError } from "../../../src/primitives/errors.ts";
import { sha256Hex } from "../../../src/primitives/hash.ts";
import { callTo, template, words, type Template } from "./template.ts";

const ADMITTED = 1n;

const admitValidator = template(
  "Admit a validator; it takes part once its bond is paid",
  { validator: "its account", key: "its age recipient", "endpoint?": "address of its key service" },
  { validator: account(), key: ageRecipient(), endpoint: z.string().max(256).default("") },
  (deployment, { validator, key, endpoint }) => ({
    title: `Admit the validator ${validator}`,
    actions: [callTo(deployment, "validators", "admit", [validator, key, endpoint])],
    rows: [
      ["validator", validator],
      ["key", key],
      ["endpoint", endpoint || "none yet"],
    ],
  }),
);

const removeValidator = template(
  "Remove a validator",
  { validator: "its account" },
  { validator: account() },
  async (deployment, { validator }) => {
    if ((await deployment.collective.validators.statusOf(validator)) < ADMITTED) throw unknownValidator(validator);
    return {
      title: `Remove the validator ${validator}`,
      actions: [callTo(deployment, "validators", "remove", [validator])],
      rows: [["validator", validator]],
    };
  },
);

const slashValidator = template(
  "Take a validator's bond, or a part of it, for the treasury",
  { validator: "its account", amount: 'how much, like "1000 GPT"', reason: "why, for everybody to read" },
  { validator: account(), amount: amount([1n, 10n ** 26n]), reason: words },
  async (deployment, { validator, amount: wei, reason }) => {
    const bond = await deployment.collective.validators.bondOf(validator);
    if (wei > bond) {
      throw new InvalidInputError("GOVERNANCE_BOND_TOO_SMALL", `The bond of ${validator} is ${showAmount(bond)}.`, {
        hint: "Take at most that.",
      });
    }
    const reasonHash = sha256Hex(new TextEncoder().encode(reason));
    return {
      title: `Slash the validator ${validator}`,
      actions: [callTo(deployment, "validators", "slash", [validator, wei, reasonHash])],
      rows: [
        ["validator", validator],
        ["amount", `${showAmount(wei)} of ${showAmount(bond)}`],
        ["reason", reason],
        ["SHA-256 of it", reasonHash],
      ],
    };
  },
);

const spend = template(
  "Pay $GPT out of the treasury",
  { to: "who is paid", amount: 'how much, like "1000 GPT"' },
  { to: account(), amount: amount([1n, 10n ** 26n]) },
  async (deployment, { to, amount: wei }) => {
    const { collective, record } = deployment;
    const held = await collective.token.balanceOf(record.contracts.timelock);
    if (wei > held) {
      throw new InvalidInputError("GOVERNANCE_TREASURY_TOO_SMALL", `The treasury holds ${showAmount(held)}.`, {
        hint: "Ask for at most that.",
      });
    }
    return {
      title: `Pay ${showAmount(wei)} out of the treasury`,
      actions: [callTo(deployment, "token", "transfer", [to, wei])],
      rows: [
        ["to", to],
        ["amount", `${showAmount(wei)} of ${showAmount(held)}`],
      ],
    };
  },
);

const roleNames = Object.keys(roles) as [keyof typeof roles, ...(keyof typeof roles)[]];
const moveRole = template(
  "Give a role of the access manager to an account, take it away, or both",
  { role: roleNames.join(", "), "to?": "who receives it", "from?": "who loses it" },
  { role: z.enum(roleNames), to: account().optional(), from: account().optional() },
  (deployment, { role, to, from }) => {
    if (to === undefined && from === undefined) {
      throw new InvalidInputError("SCRIPT_USAGE", "Nobody would gain or lose the role: give to, from or both.");
    }
    const id = roles[role];
    return {
      title: `Move the role ${role}`,
      actions: [
        ...(to === undefined ? [] : [callTo(deployment, "manager", "grantRole", [id, to, 0])]),
        ...(from === undefined ? [] : [callTo(deployment, "manager", "revokeRole", [id, from])]),
      ],
      rows: [
        ["role", `${role} (${id})`],
        ["to", to ?? "nobody"],
        ["from", from ?? "nobody"],
      ],
    };
  },
);

function unknownValidator(validator: string): InvalidInputError {
  return new InvalidInputError("GOVERNANCE_NO_VALIDATOR", `${validator} was never admitted as a validator.`, {
    hint: "npx hardhat ops check lists who is.",
  });
}

/** Decisions about who does what, and who is paid. */
export const peopleTemplates: Readonly<Record<string, Template>> = {
  "admit-validator": admitValidator,
  "remove-validator": removeValidator,
  "slash-validator": slashValidator,
  spend,
  "move-role": moveRole,
};
