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
const passphraseFile = {
  name: "passphraseFile",
  description: "File of mode 600 whose first line is the passphrase, instead of asking for it",
  type: ArgumentType.STRING,
  defaultValue: "",
} as const;
const grant = { name: "id", description: "Number of the grant: 1 for the first" } as const;
const text = <Name extends string>(name: Name, description: string, defaultValue = "") =>
  ({ name, description, type: ArgumentType.STRING, defaultValue }) as const;
const file = { name: "file", description: "A ChatGPT export: the zip, or its conversations.json" } as const;
const id = { name: "id", description: "The contribution's id" } as const;
const proposal = { name: "id", description: "Number of the proposal in govern list, or its id in full" } as const;
const dryRun = { name: "dryRun", description: "Only say what would be sent, and what it would cost" } as const;
const answer = {
  support: text("support", "for, against or abstain"),
  split: text("split", "Instead: shares of one's votes in percent, such as for=60,against=40"),
  reason: text("reason", "Why, for everybody to read"),
};
const purposes = {
  name: "purposes",
  description: "Allowed purposes, comma-separated, or none",
  type: ArgumentType.STRING,
  defaultValue: "research",
} as const;
const mail = text("mail", "The mail that announced the export, saved as .eml; it is encrypted with the export");
const recovery = text(
  "recovery",
  "Age recipients of your own that open it too, comma-separated: see contribute identity",
);
const store = {
  name: "store",
  description: "Folder with encrypted blobs",
  type: ArgumentType.STRING,
  defaultValue: ".story/blobs",
} as const;
const journal = text(
  "journal",
  "Folder that remembers deletions until they are done; beside the deployment unless told",
);
const markdown = text("out", "New file that receives the Markdown, for you alone; it is printed unless told");
const zone = text("zone", "Time zone of the days, such as Europe/Berlin; UTC unless told");
const signing = {
  signOnly: text("signOnly", "Only sign, and write the request to this file; anybody can send it (ops relay)"),
  nonce: text("nonce", "With --sign-only: number of the request; asked of the node unless told"),
  deadline: text("deadline", "With --sign-only: last moment it is good, Unix seconds or UTC time; 7 days unless told"),
};

/** The command line, by group and verb. Each action is one file; this list is all that joins them. */
export const tasks = [
  emptyTask("contribute", "For contributors").build(),
  task(["contribute", "insights"], "Shows what an export holds and says about its owner, on this machine")
    .addPositionalArgument(file)
    .addOption(text("out", "Writes the whole report to this new HTML file"))
    .addOption(text("zone", "With --out: the time zone of days and hours, such as Europe/Berlin; UTC unless told"))
    .addFlag({ name: "share", description: "With --out: numbers and charts only, to be shown to others" })
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
  task(["contribute", "journal"], "Writes a journal, week by week, out of an export, on this machine")
    .addPositionalArgument(file)
    .addOption(markdown)
    .addOption(zone)
    .addFlag(json)
    .setAction(() => import("./contribute/journal.ts"))
    .build(),
  task(["contribute", "memory"], "Shows what ChatGPT keeps about you, and what you say about yourself, on this machine")
    .addPositionalArgument(file)
    .addOption(markdown)
    .addOption(zone)
    .addFlag(json)
    .setAction(() => import("./contribute/memory.ts"))
    .build(),
  task(["contribute", "reflect"], "Asks you up to seven questions out of your own history, on this machine")
    .addPositionalArgument(file)
    .addOption(markdown)
    .addOption(zone)
    .addFlag(json)
    .setAction(() => import("./contribute/reflect.ts"))
    .build(),
  task(["contribute", "prepare"], "Chooses what to share of an export and writes it as a new zip, on this machine")
    .addPositionalArgument(file)
    .addOption(text("out", "The new zip; <name>-shared.zip beside the export unless told"))
    .addOption(text("plan", "File with a plan (docs/sharing.md); options given here take the place of its fields"))
    .addOption(text("only", "Conversations to share, by id or place, comma-separated, such as 1-20,35"))
    .addOption(text("except", "Conversations to leave out, by id or place"))
    .addOption(text("from", "First day to share, YYYY-MM-DD (UTC)"))
    .addOption(text("to", "Last day to share"))
    .addOption(text("models", "Share conversations with these models and no others"))
    .addOption(text("without", "Leave out conversations that contain one of these words"))
    .addOption(text("archived", "Archived conversations: yes (default), no, or only"))
    .addOption(
      text("redact", "What to remove: some of email,phone,card,iban,key,ip,instructions; all unless told; or none"),
    )
    .addOption(text("words", "Words of your own to remove, such as names"))
    .addOption(
      text("accountParts", "What to tell of the account: some of id,plan,settings,feedback; all unless told; or none"),
    )
    .addOption(text("email", "The account's e-mail address, to keep it for a proof by mail"))
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
    .addOption(recovery)
    .addOption({ ...store, description: "Folder that receives the encrypted blobs" })
    .addOption(signing.signOnly)
    .addOption(signing.nonce)
    .addOption(signing.deadline)
    .addOption(account)
    .addFlag(json)
    .setAction(() => import("./contribute/submit.ts"))
    .build(),
  task(["contribute", "identity"], "Makes a recovery identity, for the day when the wallet is lost")
    .addOption({
      name: "out",
      description: "New file that receives the identity, under a passphrase",
      type: ArgumentType.STRING,
      defaultValue: "",
    })
    .addFlag({ name: "postQuantum", description: "A hybrid post-quantum identity; older age programs do not know it" })
    .addOption(passphraseFile)
    .addFlag(json)
    .setAction(() => import("./contribute/identity.ts"))
    .build(),
  task(["contribute", "open"], "Gets a contribution of your own back, with the wallet or a recovery identity")
    .addPositionalArgument({ name: "id", description: "The contribution's id" })
    .addOption({
      name: "out",
      description: "New file that receives the archive",
      type: ArgumentType.STRING,
      defaultValue: "",
    })
    .addOption({
      name: "key",
      description: "New file that receives the archive's key, under a passphrase, for the age program",
      type: ArgumentType.STRING,
      defaultValue: "",
    })
    .addOption({
      name: "identity",
      description: "Identity file to open it with instead of the wallet",
      type: ArgumentType.STRING,
      defaultValue: "",
    })
    .addOption(passphraseFile)
    .addOption({
      name: "store",
      description: "Folder that holds the encrypted blobs",
      type: ArgumentType.STRING,
      defaultValue: ".story/blobs",
    })
    .addOption(account)
    .addFlag(json)
    .setAction(() => import("./contribute/open.ts"))
    .build(),
  task(["contribute", "update"], "Puts another export in the place of a contribution's current one")
    .addPositionalArgument(id)
    .addPositionalArgument(file)
    .addOption(text("expectedVersion", "Version to replace; the current one unless told. Refused when it is another"))
    .addOption(mail)
    .addOption(recovery)
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
    .addOption(text("purposes", `${purposes.description}; takes the place of what was allowed`))
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
  task(["contribute", "receipts"], "Shows who was handed the keys of one's data, for what, and what one was paid")
    .addOption(text("owner", "The account to look at, 0x and 40 digits, without its key; --account unless told"))
    .addOption(account)
    .addFlag(json)
    .setAction(() => import("./contribute/receipts.ts"))
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
  task(["validate", "status"], "Shows where an epoch stands, what a validator has to do next, and how its node is")
    .addOption(account)
    .addFlag(json)
    .setAction(() => import("./validate/status.ts"))
    .build(),
  task(["validate", "register"], "Publishes a validator's keys and endpoint, pays its bond and takes its seat")
    .addOption(text("identity", "Identity file of the key that archives are sealed to; VALIDATOR_IDENTITY unless told"))
    .addOption(text("endpoint", "Address of its key service, as others reach it; what is published stays unless told"))
    .addFlag({ name: "dryRun", description: "Only say what would be sent" })
    .addOption(account)
    .addFlag(json)
    .setAction(() => import("./validate/register.ts"))
    .build(),
  task(["validate", "doctor"], "Checks everything that a validator's node needs, and says what to do")
    .addFlag(json)
    .setAction(() => import("./validate/doctor.ts"))
    .build(),
  task(["validate", "keystore"], "Makes a keystore for a validator's account, which geth and cast open too")
    .addOption(text("out", "New file that receives the keystore"))
    .addOption(
      text("from", "Keystore of another program to write anew, under the same password; a new key unless told"),
    )
    .addOption(passphraseFile)
    .addFlag(json)
    .setAction(() => import("./validate/keystore.ts"))
    .build(),
  task(["validate", "activate"], "Takes the seat of an admitted validator, with its bond")
    .addOption(account)
    .addFlag(json)
    .setAction(() => import("./validate/activate.ts"))
    .build(),

  task(["validate", "run"], "Runs a validator's node until it is stopped; configured by VALIDATOR_… variables")
    .addFlag({
      name: "newHistory",
      description: "Begin the signing history of a validator that has never signed anywhere",
    })
    .addFlag(json)
    .setAction(() => import("./validate/run.ts"))
    .build(),
  task(["validate", "once"], "Does what a validator's node would do for an epoch now, and ends; for cron or by hand")
    .addOption({ ...epoch, description: "Number of the epoch; 0 is the oldest that is not settled" })
    .addFlag({
      name: "newHistory",
      description: "Begin the signing history of a validator that has never signed anywhere",
    })
    .addFlag(json)
    .setAction(() => import("./validate/once.ts"))
    .build(),
  task(
    ["validate", "scorer"],
    "Measures archives for a node on the same PostgreSQL until it is stopped; has no account",
  )
    .addOption(
      text(
        "databaseUrl",
        "Address of the node's PostgreSQL; better in DATABASE_URL, where others do not see its password",
      ),
    )
    .addOption({
      name: "jobs",
      description: "How many archives to measure at once; each takes a processor, and up to 3 GB of memory",
      type: ArgumentType.INT,
      defaultValue: 1,
    })
    .addFlag(json)
    .setAction(() => import("./validate/scorer.ts"))
    .build(),
  task(["validate", "keys"], "Serves archive keys to data users whose grants allow it, until it is stopped")
    .addOption(text("identity", "Identity file of the key that archives are sealed to; older ones after commas"))
    .addOption(store)
    .addOption(text("host", "Address of this machine to listen on", "127.0.0.1"))
    .addOption({ name: "port", description: "Port to listen on", type: ArgumentType.INT, defaultValue: 9_100 })
    .addOption(text("publicName", "Names under which others reach it, comma-separated, as in the published address"))
    .addFlag({ name: "behindProxy", description: "Believe X-Forwarded-For: only with a proxy of your own in front" })
    .addOption(account)
    .addFlag(json)
    .setAction(() => import("./validate/keys.ts"))
    .build(),

  emptyTask("govern", "For everybody who proposes, votes and carries out").build(),
  task(["govern", "list"], "Lists every proposal, and what happens with it next")
    .addFlag(json)
    .setAction(() => import("./govern/list.ts"))
    .build(),
  task(["govern", "show"], "Shows what a proposal would do, where it stands, and whether it is what its files say")
    .addPositionalArgument(proposal)
    .addOption(text("folder", "Folder with the reviewed files of proposals", "proposals"))
    .addFlag(json)
    .setAction(() => import("./govern/show.ts"))
    .build(),
  task(["govern", "draft"], "Writes a proposal's files from a template; without one lists the templates")
    .addPositionalArgument({ name: "template", description: "Name of the template", defaultValue: "" })
    .addVariadicArgument({ name: "fields", description: "Its fields, as name=value", defaultValue: [] })
    .addOption(text("out", "Folder that receives the proposal's folder", "proposals"))
    .addFlag(json)
    .setAction(() => import("./govern/draft.ts"))
    .build(),
  task(["govern", "simulate"], "Does on a copy of the chain what a proposal would do, and reports it; 1 on danger")
    .addPositionalArgument({ name: "proposal", description: "Number or id of a proposal, or a folder with its files" })
    .addOption(text("out", "Folder that receives report.md and report.json; the proposal's own unless told"))
    .addOption(text("as", "Of files: the account that will propose them"))
    .addFlag(json)
    .setAction(() => import("./govern/simulate.ts"))
    .build(),
  task(["govern", "propose"], "Puts a reviewed proposal to the vote")
    .addPositionalArgument({ name: "folder", description: "Folder with the proposal's files" })
    .addFlag(dryRun)
    .addOption(account)
    .addFlag(json)
    .setAction(() => import("./govern/propose.ts"))
    .build(),
  task(["govern", "vote"], "Votes with all votes of an account, or divides them")
    .addPositionalArgument(proposal)
    .addOption(answer.support)
    .addOption(answer.split)
    .addOption(answer.reason)
    .addFlag(dryRun)
    .addOption(account)
    .addFlag(json)
    .setAction(() => import("./govern/vote.ts"))
    .build(),
  task(["govern", "sign-vote"], "Signs a vote into a file that anybody can send; needs no network for a full id")
    .addPositionalArgument(proposal)
    .addOption(answer.support)
    .addOption(answer.split)
    .addOption(answer.reason)
    .addOption(text("out", "New file that receives the signed vote"))
    .addOption(text("votes", 'With --split and without a network: how many votes there are, like "1000 GPT"'))
    .addOption({
      name: "vote",
      description: "Which signed vote of this account on this proposal it is: 1 unless parts of its votes were signed",
      type: ArgumentType.INT,
      defaultValue: 1,
    })
    .addOption(account)
    .addFlag(json)
    .setAction(() => import("./govern/sign-vote.ts"))
    .build(),
  task(["govern", "relay-votes"], "Delivers votes that others signed, and pays for them")
    .addVariadicArgument({ name: "files", description: "Files that govern sign-vote wrote" })
    .addFlag(dryRun)
    .addOption(account)
    .addFlag(json)
    .setAction(() => import("./govern/relay-votes.ts"))
    .build(),
  task(["govern", "queue"], "Hands a proposal that passed over to the timelock; anybody may")
    .addPositionalArgument(proposal)
    .addFlag(dryRun)
    .addOption(account)
    .addFlag(json)
    .setAction(() => import("./govern/queue.ts"))
    .build(),
  task(["govern", "execute"], "Lets the timelock do what was decided; anybody may")
    .addPositionalArgument(proposal)
    .addFlag(dryRun)
    .addOption(account)
    .addFlag(json)
    .setAction(() => import("./govern/execute.ts"))
    .build(),
  task(["govern", "cancel"], "Ends a proposal for good, if the account may")
    .addPositionalArgument(proposal)
    .addFlag(dryRun)
    .addOption(account)
    .addFlag(json)
    .setAction(() => import("./govern/cancel.ts"))
    .build(),
  task(["govern", "delegate"], "Lets an account vote with one's $GPT, from the next second on")
    .addPositionalArgument({ name: "to", description: "The account; oneself unless told", defaultValue: "" })
    .addFlag(dryRun)
    .addOption(account)
    .addFlag(json)
    .setAction(() => import("./govern/delegate.ts"))
    .build(),
  task(["govern", "delegates"], "Shows who holds how much voting power")
    .addFlag(json)
    .setAction(() => import("./govern/delegates.ts"))
    .build(),
  task(["govern", "quorum"], "Shows what a proposal would need today, and whether so much is delegated")
    .addFlag(json)
    .setAction(() => import("./govern/quorum.ts"))
    .build(),
  task(["govern", "params"], "Shows what a vote could change, and what it is now")
    .addFlag(json)
    .setAction(() => import("./govern/params.ts"))
    .build(),
  task(["govern", "watch"], "Says whenever a proposal is made or goes on, until it is stopped")
    .addOption({ name: "seconds", description: "Pause between two looks", type: ArgumentType.INT, defaultValue: 15 })
    .addOption({
      name: "times",
      description: "How often to look; 0 is for ever",
      type: ArgumentType.INT,
      defaultValue: 0,
    })
    .addFlag(json)
    .setAction(() => import("./govern/watch.ts"))
    .build(),

  emptyTask("access", "For data users").build(),
  task(["access", "request"], "Writes a proposal for a grant into a folder; sends nothing")
    .addOption(text("grantee", "Account that will ask for the data"))
    .addOption(text("key", "age recipient that keys are handed out to"))
    .addOption(text("purpose", "What the data may be used for: research, evaluation, …"))
    .addOption(text("tool", "Name or id of the tool that will read the data"))
    .addOption(text("toolUri", "Approve the tool in the same proposal: where it is found"))
    .addOption(text("toolCodeHash", "The same: 32 bytes that its code hashes to"))
    .addOption(text("toolPurposes", "The same: what it may serve, comma-separated"))
    .addOption(text("duration", 'How long it can be used after the cooling-off period, like "90 days"'))
    .addOption(text("price", 'What is paid to contributors, like "1000 GPT"'))
    .addOption(text("policy", "File with the conditions that the data user accepts"))
    .addOption(text("title", "Title of the proposal"))
    .addOption(text("out", "Folder that receives the proposal's folder", "proposals"))
    .addFlag(json)
    .setAction(() => import("./access/request.ts"))
    .build(),
  task(["access", "grants"], "Lists the grants that votes created, and where they stand")
    .addFlag(json)
    .setAction(() => import("./access/grants.ts"))
    .build(),
  task(["access", "fund"], "Pays the price of a grant to the contributors; anyone may")
    .addPositionalArgument(grant)
    .addFlag({ name: "dryRun", description: "Only say what would be paid" })
    .addOption(account)
    .addFlag(json)
    .setAction(() => import("./access/fund.ts"))
    .build(),
  task(["access", "fetch"], "Asks validators for keys and decrypts what a grant allows into a folder")
    .addPositionalArgument(grant)
    .addOption(text("out", "Folder that receives the archives and their manifest", "granted"))
    .addOption(text("identity", "Identity file of the key that the grant names"))
    .addOption(store)
    .addOption(account)
    .addFlag(json)
    .setAction(() => import("./access/fetch.ts"))
    .build(),
  task(["access", "receipts"], "Shows who handed out the key of what for a grant, and when")
    .addPositionalArgument(grant)
    .addFlag(json)
    .setAction(() => import("./access/receipts.ts"))
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
