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
const optional = <Name extends string>(name: Name, description: string) =>
  ({ name, description, type: ArgumentType.STRING, defaultValue: "" }) as const;

const id = { name: "id", description: "The contribution's id" } as const;
const purposes = {
  name: "purposes",
  description: "Allowed purposes, comma-separated, or none",
  type: ArgumentType.STRING,
  defaultValue: "research",
} as const;
const mail = optional("mail", "The mail that announced the export, saved as .eml; it is encrypted with the export");
const store = {
  name: "store",
  description: "Folder with encrypted blobs",
  type: ArgumentType.STRING,
  defaultValue: ".story/blobs",
} as const;
const journal = optional(
  "journal",
  "Folder that remembers deletions until they are done; beside the deployment unless told",
);
const signing = {
  signOnly: optional("signOnly", "Only sign, and write the request to this file; anybody can send it (ops relay)"),
  nonce: optional("nonce", "With --sign-only: number of the request; asked of the node unless told"),
  deadline: optional(
    "deadline",
    "With --sign-only: last moment it is good, Unix seconds or UTC time; 7 days unless told",
  ),
};

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
  task(["contribute", "prepare"], "Chooses what to share of an export and writes it as a new zip, on this machine")
    .addPositionalArgument(file)
    .addOption(optional("out", "The new zip; <name>-shared.zip beside the export unless told"))
    .addOption(optional("plan", "File with a plan (docs/sharing.md); options given here take the place of its fields"))
    .addOption(optional("only", "Conversations to share, by id or place, comma-separated, such as 1-20,35"))
    .addOption(optional("except", "Conversations to leave out, by id or place"))
    .addOption(optional("from", "First day to share, YYYY-MM-DD (UTC)"))
    .addOption(optional("to", "Last day to share"))
    .addOption(optional("models", "Share conversations with these models and no others"))
    .addOption(optional("without", "Leave out conversations that contain one of these words"))
    .addOption(optional("archived", "Archived conversations: yes (default), no, or only"))
    .addOption(
      optional("redact", "What to remove: some of email,phone,card,iban,key,ip,instructions; all unless told; or none"),
    )
    .addOption(optional("words", "Words of your own to remove, such as names"))
    .addOption(
      optional(
        "accountParts",
        "What to tell of the account: some of id,plan,settings,feedback; all unless told; or none",
      ),
    )
    .addOption(optional("email", "The account's e-mail address, to keep it for a proof by mail"))
    .addFlag({ name: "list", description: "Only list the conversations with their places and ids" })
    .addFlag({ name: "dryRun", description: "Only show what would be shared" })
    .addFlag({ name: "force", description: "Replace the new zip if it is there" })
    .addFlag(json)
    .setAction(() => import("./contribute/prepare.ts"))
    .build(),
  task(["contribute", "submit"], "Encrypts an export on this machine, stores it and registers it")
    .addPositionalArgument(file)
    .addOption(purposes)
    .addOption(mail)
    .addOption({ ...store, description: "Folder that receives the encrypted blobs" })
    .addOption(signing.signOnly)
    .addOption(signing.nonce)
    .addOption(signing.deadline)
    .addOption(account)
    .addFlag(json)
    .setAction(() => import("./contribute/submit.ts"))
    .build(),
  task(["contribute", "update"], "Puts another export in the place of a contribution's current one")
    .addPositionalArgument(id)
    .addPositionalArgument(file)
    .addOption(
      optional("expectedVersion", "Version to replace; the current one unless told. Refused when it is another"),
    )
    .addOption(mail)
    .addOption({
      ...store,
      description: "Folder that receives the encrypted blobs and loses those of earlier versions",
    })
    .addOption(journal)
    .addOption(signing.signOnly)
    .addOption(signing.nonce)
    .addOption(signing.deadline)
    .addOption(account)
    .addFlag(json)
    .setAction(() => import("./contribute/update.ts"))
    .build(),
  task(["contribute", "consent"], "States what a contribution may be used for from now on")
    .addPositionalArgument(id)
    .addOption(optional("purposes", `${purposes.description}; takes the place of what was allowed`))
    .addOption(signing.signOnly)
    .addOption(signing.nonce)
    .addOption(signing.deadline)
    .addOption(account)
    .addFlag(json)
    .setAction(() => import("./contribute/consent.ts"))
    .build(),
  task(["contribute", "list"], "Lists the contributions of an account")
    .addOption({ ...store, description: "Folders with encrypted blobs, comma-separated: they know the sizes" })
    .addOption(account)
    .addFlag(json)
    .setAction(() => import("./contribute/list.ts"))
    .build(),
  task(["contribute", "remove"], "Removes a contribution for ever")
    .addPositionalArgument({ ...id, type: ArgumentType.STRING, defaultValue: "" })
    .addFlag({ name: "retry", description: "Go on with deletions that a store did not answer to" })
    .addOption({ ...store, description: "Folders from which its encrypted blobs are deleted, comma-separated" })
    .addOption(journal)
    .addOption(signing.signOnly)
    .addOption(signing.nonce)
    .addOption(signing.deadline)
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
      description: "Folder of blobs that holds the revealed score files",
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
  task(["ops", "relay"], "Delivers requests that owners signed, and pays for them")
    .addVariadicArgument({ name: "files", description: "Files that --sign-only wrote" })
    .addOption(account)
    .addFlag(json)
    .setAction(() => import("./ops/relay.ts"))
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
