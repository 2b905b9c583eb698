import { emptyTask, task } from "hardhat/config";
import { ArgumentType } from "hardhat/types/arguments";

const json = { name: "json", description: "Print one JSON document instead of lines" } as const;
const account = {
  name: "account",
  description: "Number of the network's account to act as",
  type: ArgumentType.INT,
  defaultValue: 0,
} as const;
const epoch = {
  name: "epoch",
  description: "Number of the epoch; 0 is the newest with an active root",
  type: ArgumentType.INT,
  defaultValue: 0,
} as const;
const from = {
  name: "from",
  description: "Folder or http(s) address that holds epochs/<epoch>/…",
  type: ArgumentType.STRING,
  defaultValue: ".",
} as const;
const file = { name: "file", description: "A ChatGPT export: the zip, or its conversations.json" } as const;

/** The command line, by group and verb. Each action is one file; this list is all that joins them. */
export const tasks = [
  emptyTask("contribute", "For contributors").build(),
  task(["contribute", "insights"], "Shows what an export holds, on this machine")
    .addPositionalArgument(file)
    .addFlag(json)
    .setAction(() => import("./contribute/insights.ts"))
    .build(),
  task(["contribute", "inspect"], "Shows what an export consists of and what of it is unknown, on this machine")
    .addPositionalArgument(file)
    .addFlag(json)
    .setAction(() => import("./contribute/inspect.ts"))
    .build(),
  task(["contribute", "score"], "Shows what an export would earn and why, on this machine")
    .addPositionalArgument(file)
    .addFlag(json)
    .setAction(() => import("./contribute/score.ts"))
    .build(),
  task(["contribute", "submit"], "Encrypts an export on this machine, stores it and registers it")
    .addPositionalArgument(file)
    .addOption({
      name: "purposes",
      description: "Allowed purposes, comma-separated, or none",
      type: ArgumentType.STRING,
      defaultValue: "research",
    })
    .addOption({
      name: "mail",
      description: "The mail that announced the export, saved as .eml; it is encrypted with the export",
      type: ArgumentType.STRING,
      defaultValue: "",
    })
    .addOption({
      name: "store",
      description: "Store that receives the encrypted blobs: a folder, ipfs+http://…, s3://…, or several with commas",
      type: ArgumentType.STRING,
      defaultValue: ".story/blobs",
    })
    .addOption(account)
    .addFlag(json)
    .setAction(() => import("./contribute/submit.ts"))
    .build(),
  task(["contribute", "list"], "Lists the contributions of an account")
    .addOption(account)
    .addFlag(json)
    .setAction(() => import("./contribute/list.ts"))
    .build(),
  task(["contribute", "remove"], "Removes a contribution for ever")
    .addPositionalArgument({ name: "id", description: "The contribution's id" })
    .addOption({
      name: "store",
      description: "Store from which its encrypted blobs are deleted",
      type: ArgumentType.STRING,
      defaultValue: ".story/blobs",
    })
    .addOption(account)
    .addFlag(json)
    .setAction(() => import("./contribute/remove.ts"))
    .build(),

  emptyTask("rewards", "For everybody who earns or checks rewards").build(),
  task(["rewards", "status"], "Shows the running epoch, the reserve and every claimable root")
    .addFlag(json)
    .setAction(() => import("./rewards/status.ts"))
    .build(),
  task(["rewards", "verify"], "Recomputes an epoch from the chain and a published bundle")
    .addOption(epoch)
    .addOption(from)
    .addFlag(json)
    .setAction(() => import("./rewards/verify.ts"))
    .build(),
  task(["rewards", "proof"], "Shows what an account has earned, proven against the root on chain")
    .addPositionalArgument({ name: "account", description: "The account, 0x and 40 digits" })
    .addOption(epoch)
    .addOption(from)
    .addFlag(json)
    .setAction(() => import("./rewards/proof.ts"))
    .build(),
  task(["rewards", "claim"], "Pays an account what it earned; anyone may send it")
    .addOption(epoch)
    .addOption(from)
    .addOption({
      name: "for",
      description: "The account to pay, if not one's own",
      type: ArgumentType.STRING,
      defaultValue: "",
    })
    .addOption(account)
    .addFlag(json)
    .setAction(() => import("./rewards/claim.ts"))
    .build(),
  task(["rewards", "submit"], "Calculates the next epoch as a validator, publishes its bundle and votes for it")
    .addOption({ ...epoch, description: "Number of the epoch; 0 is the oldest that is not settled" })
    .addOption(from)
    .addOption({
      name: "store",
      description: "Store that holds the revealed score files",
      type: ArgumentType.STRING,
      defaultValue: ".story/blobs",
    })
    .addOption({
      name: "out",
      description: "Folder that receives the bundle, if --from is none",
      type: ArgumentType.STRING,
      defaultValue: "",
    })
    .addOption({
      name: "uri",
      description: "Address at which others will find what that folder holds; noted on chain",
      type: ArgumentType.STRING,
      defaultValue: "",
    })
    .addFlag({ name: "dryRun", description: "Only say what would be written and sent" })
    .addOption(account)
    .addFlag(json)
    .setAction(() => import("./rewards/submit.ts"))
    .build(),

  emptyTask("validate", "For validators").build(),
  task(["validate", "status"], "Shows what a validator has to do next")
    .addOption(account)
    .addFlag(json)
    .setAction(() => import("./validate/status.ts"))
    .build(),
  task(["validate", "activate"], "Takes the seat of an admitted validator, with its bond")
    .addOption(account)
    .addFlag(json)
    .setAction(() => import("./validate/activate.ts"))
    .build(),

  emptyTask("ops", "For operators").build(),
  task(["ops", "check"], "Proves that a deployment is wired as documented")
    .addFlag(json)
    .setAction(() => import("./ops/check.ts"))
    .build(),
  task(["ops", "mail-keys"], "Compares the pinned keys of export mails with the DNS of this moment")
    .addOption({
      name: "domain",
      description: "Signing domain to look at as well",
      type: ArgumentType.STRING,
      defaultValue: "tm.openai.com",
    })
    .addOption({
      name: "selector",
      description: "Selector to look at as well: the s= of a DKIM-Signature",
      type: ArgumentType.STRING,
      defaultValue: "",
    })
    .addFlag(json)
    .setAction(() => import("./ops/mail-keys.ts"))
    .build(),
];
