import { expect } from "chai";
import { spawn, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { id } from "ethers";
import { strFromU8, unzipSync } from "fflate";
import { openIdentityFile } from "../../src/contributor/identity-file.ts";
import { identityFromSeed, parseIdentity, type AgeIdentity } from "../../src/encryption/age-identity.ts";
import type { ProposalAction } from "../../src/governance/proposal.ts";
import { toHex32, type Hex32 } from "../../src/primitives/identifiers.ts";
import { openStore } from "../../src/storage/open-store.ts";
import { generateExport } from "../../src/synthetic/generate-export.ts";
import { startAnvil, type DevelopmentNode } from "../helpers/development-node.ts";
import { findSecrets, type Secret } from "../helpers/find-secrets.ts";
import { openCollective } from "../helpers/node-collective.ts";
import { hardhatProgram, runHardhat } from "../helpers/run-hardhat.ts";
import { root, runProgram } from "../helpers/run-program.ts";
import { ipfsNode } from "../helpers/servers/ipfs-node.ts";
import { startRecordingProxy, type RecordingProxy } from "../helpers/servers/recording-proxy.ts";
import { s3Server } from "../helpers/servers/s3-server.ts";

const GPT = 10n ** 18n;
const FOR = 1;

/** A key service as its own process. */
type Service = { readonly child: ChildProcess; readonly url: string; readonly printed: () => string };

describe("access to the dataset, from the vote to the claims, by separate programs on anvil", () => {
  const folder = mkdtempSync(join(tmpdir(), "governed access "));
  /** Of those who hold them, and looked at by nobody else. */
  const own = mkdtempSync(join(tmpdir(), "own files "));
  const disk = join(folder, "blobs");
  /** A folder, an IPFS node and an S3 bucket, each of which holds everything. */
  let stores: string[];
  let store: string;
  const zips = new Map<number, Uint8Array>();
  const ids = new Map<number, string>();
  /** What each account's submission added to the stores. */
  const blobs = new Map<number, Hex32[]>();
  const services: Service[] = [];
  const secrets: Secret[] = [];
  const printed: string[] = [];
  const proxies: RecordingProxy[] = [];
  let environment: Record<string, string>;
  let node: DevelopmentNode;
  let at: ReturnType<typeof openCollective>;
  let reader: AgeIdentity;

  const hardhat = async (...args: string[]) => {
    const ended = await runHardhat([...args, "--network", "localhost"], environment);
    printed.push(ended.stdout, ended.stderr);
    return ended;
  };
  const json = async <Document = Record<string, unknown>>(...args: string[]): Promise<Document> => {
    const { exitCode, stdout, stderr } = await hardhat(...args, "--json");
    expect({ exitCode, stderr }).to.deep.equal({ exitCode: 0, stderr: "" });
    return JSON.parse(stdout) as Document;
  };
  const statuses = async (): Promise<string[]> =>
    (await json<{ grants: { status: string }[] }>("access", "grants")).grants.map(({ status }) => status);
  const fetch = (grant: number, into = `granted-${grant}`, ...args: string[]) =>
    hardhat(
      ...["access", "fetch", String(grant), "--account", "9", "--store", store],
      ...["--identity", join(own, "reader.txt"), "--out", join(folder, into), ...args],
    );
  const storedHashes = (): Hex32[] =>
    readdirSync(disk, { recursive: true, encoding: "utf8" }).flatMap((path) => {
      const [digits] = /[0-9a-f]{64}$/.exec(path) ?? [];
      return digits === undefined ? [] : [toHex32(`0x${digits}`)];
    });
  /** Whether each store has all, or "none", or only some of the blobs of an account. */
  const held = (account: number) =>
    Promise.all(
      stores.map(async (address) => {
        const one = await openStore(address, environment);
        const has = await Promise.all(blobs.get(account)!.map((hash) => one.has(hash)));
        return has.every(Boolean) ? "all" : has.some(Boolean) ? "some" : "none";
      }),
    );

  /** The address of a stand-in for the server at `url` that keeps what is exchanged. */
  async function recorded(url: string): Promise<string> {
    const proxy = await startRecordingProxy(url);
    proxies.push(proxy);
    return proxy.url;
  }

  /** An identity file that only this user may read, and the key in it. */
  async function makeIdentity(name: string): Promise<AgeIdentity> {
    const identity = await identityFromSeed(randomBytes(32));
    writeFileSync(join(own, name), `${identity.reveal()}\n`, { mode: 0o600 });
    secrets.push({ name, value: identity.reveal() });
    return identity;
  }

  /** Carries the calls of a proposal's folder through vote, timelock and execution, as account 0. */
  async function decide(path: string): Promise<void> {
    const { actions } = JSON.parse(readFileSync(join(path, "actions.json"), "utf8")) as { actions: ProposalAction[] };
    const { governor } = await at.as(0);
    const text = `${readFileSync(join(path, "proposal.md"), "utf8")}\n#proposer=${await at.accountOf(0)}`;
    const targets = actions.map(({ address }) => address);
    const values = actions.map(({ value }) => BigInt(value));
    const calldatas = actions.map(({ calldata }) => calldata);
    await (await governor.propose(targets, values, calldatas, text)).wait();
    const proposal = await governor.getProposalId(targets, values, calldatas, id(text));
    await at.warpTo((await governor.proposalSnapshot(proposal)) + 1n);
    await (await governor.castVote(proposal, FOR)).wait();
    await at.warpTo((await governor.proposalDeadline(proposal)) + 1n);
    await (await governor["queue(uint256)"](proposal)).wait();
    await at.warpTo(await governor.proposalEta(proposal));
    await (await governor["execute(uint256)"](proposal)).wait();
  }

  async function startService(account: number): Promise<Service> {
    const args = ["validate", "keys", "--account", String(account), "--port", "0", "--store", store];
    const identity = ["--identity", join(own, `validator-${account}.txt`), "--network", "localhost"];
    const [command, program] = hardhatProgram;
    const child = spawn(command, [program, ...args, ...identity], {
      cwd: root,
      env: { ...process.env, ...environment },
    });
    let text = "";
    const url = await new Promise<string>((resolve, reject) => {
      for (const stream of [child.stdout, child.stderr]) {
        stream.setEncoding("utf8").on("data", (piece: string) => {
          text += piece;
          const found = /served at (http:\S+\d)\./.exec(text)?.[1];
          if (found !== undefined) resolve(found);
        });
      }
      child.once("exit", () => {
        reject(new Error(`the key service ended: ${text}`));
      });
    });
    const service = { child, url: await recorded(url), printed: () => text };
    services.push(service);
    return service;
  }

  before(async () => {
    node = await startAnvil("--accounts", "12");
    const s3 = await s3Server();
    await s3.makeBucket("governed-access");
    const temporary = join(folder, "temporary");
    mkdirSync(temporary);
    environment = {
      LOCALHOST_RPC_URL: await recorded(node.url),
      ALLOW_PRIVATE_ADDRESSES: "1",
      AWS_ACCESS_KEY_ID: s3.credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: s3.credentials.secretAccessKey,
      TMPDIR: temporary,
    };
    const [ipfsUrl, s3Url] = [await recorded(await ipfsNode()), await recorded(s3.url)];
    stores = [disk, `ipfs+${ipfsUrl}/governed-access`, `s3://governed-access?endpoint=${s3Url}`];
    store = stores.join(",");
    const deployed = await runProgram("npm", ["run", "deploy", "--", "--network", "localhost"], environment);
    expect(deployed.exitCode, deployed.stderr).to.equal(0);
    at = openCollective(node.url);
    for (const account of [1, 2, 3, 4]) {
      const { recipient } = await makeIdentity(`validator-${account}.txt`);
      const { validators } = await at.as(account);
      await (await validators.updateKeys(recipient, "")).wait();
      await (await validators.activate()).wait();
    }
    reader = await makeIdentity("reader.txt");
    // Nobody has earned anything yet, so the treasury stands in for earlier epochs.
    await node.call("anvil_impersonateAccount", at.record.contracts.timelock);
    await node.call("anvil_setBalance", at.record.contracts.timelock, "0xde0b6b3a7640000");
    const treasury = await at.as(at.record.contracts.timelock);
    await (await treasury.token.transfer(await at.accountOf(0), 100_000n * GPT)).wait();
    await (await treasury.token.transfer(await at.accountOf(9), 1_000n * GPT)).wait();
    await (await (await at.as(0)).token.delegate(await at.accountOf(0))).wait();
    writeFileSync(join(folder, "conditions.md"), "For one survey. Deleted when its owner takes it back.");
  });

  after(async () => {
    for (const { child } of services) child.kill();
    await node.stop();
    await Promise.all(proxies.map(({ stop }) => stop()));
    for (const path of [folder, own]) rmSync(path, { recursive: true });
    at.provider.destroy();
  });

  it("T47: contributors register archives, each for the purposes that they allow", async () => {
    const masks = new Map([
      [5, "research"],
      [6, "research"],
      [7, "evaluation"],
      [8, "research,evaluation"],
    ]);
    for (const [account, purposes] of masks) {
      const zip = generateExport({ seed: account, conversations: 5, era: "slim", startAt: 1_705_276_800 });
      zips.set(account, zip);
      writeFileSync(join(own, `${account}.zip`), zip);
      const earlier = existsSync(disk) ? storedHashes() : [];
      const given = [join(own, `${account}.zip`), "--store", store, "--purposes", purposes];
      const submitted = await json("contribute", "submit", ...given, "--account", String(account));
      ids.set(account, String(submitted.id));
      blobs.set(
        account,
        storedHashes().filter((hash) => !earlier.includes(hash)),
      );
    }
    expect(new Set(ids.values()).size).to.equal(4);
    // The payload, the envelope, and wraps for the owner and four validators.
    expect([...blobs.values()].map(({ length }) => length)).to.deep.equal([7, 7, 7, 7]);
    expect(await held(6)).to.deep.equal(["all", "all", "all"]);
  });

  it("a data user writes a proposal, and a vote carries its calls out as they are", async () => {
    const terms = [
      ...["--grantee", await at.accountOf(9), "--key", reader.recipient, "--purpose", "research"],
      ...["--duration", "2 hours", "--price", "900 GPT", "--policy", join(folder, "conditions.md")],
      ...["--tool", "Survey", "--tool-uri", "https://survey.example", "--tool-code-hash", id("survey")],
      ...["--tool-purposes", "research,evaluation", "--title", "A survey", "--out", join(folder, "proposals")],
    ];
    const { folder: path } = await json<{ folder: string }>("access", "request", ...terms);
    await decide(path);

    expect(readdirSync(path).sort()).to.deep.equal(["actions.json", "policy.md", "proposal.md"]);
    const { grants } = await json<{ grants: Record<string, unknown>[] }>("access", "grants");
    expect(grants).to.have.length(1);
    expect(grants[0]).to.include({
      id: 1,
      status: "waiting for funds",
      purposeName: "research",
      toolName: "Survey",
      granteeKey: reader.recipient,
      priceWei: (900n * GPT).toString(),
    });
  });

  it("pays for it, waits for the cooling-off period, and gets nothing before it is over", async () => {
    const poor = await hardhat("access", "fund", "1", "--account", "10");
    expect([poor.exitCode, poor.stderr.split(":")[0]]).to.deep.equal([1, "ACCESS_BALANCE_TOO_LOW"]);
    expect(await json("access", "fund", "1", "--account", "9", "--dry-run")).to.include({ sent: false });
    expect(await json("access", "fund", "1", "--account", "9")).to.include({ sent: true });
    expect(await at.collective.token.balanceOf(await at.accountOf(9))).to.equal(100n * GPT);

    expect(await statuses()).to.deep.equal(["cooling off"]);
    const early = await fetch(1);
    expect([early.exitCode, early.stderr.split(":")[0]]).to.deep.equal([1, "ACCESS_GRANT_NOT_USABLE"]);
    await at.warpTo((await at.collective.access.grantOf(1)).startsAt);
    expect(await statuses()).to.deep.equal(["usable"]);
  });

  it("T43 T47: fetches what is in the scope from key services, each archive with one receipt", async () => {
    for (const account of [1, 2]) {
      const { url } = await startService(account);
      const file = join(own, `validator-${account}.txt`);
      const { recipient } = await parseIdentity(readFileSync(file, "utf8"));
      await (await (await at.as(account)).validators.updateKeys(recipient, url)).wait();
    }
    const { exitCode, stdout, stderr } = await fetch(1);

    expect({ exitCode, stderr }).to.deep.equal({ exitCode: 0, stderr: "" });
    expect(stdout).to.match(/^grant 1: 3 archives are in .*, 0 were refused, 0 failed\n/);
    for (const account of [5, 6, 8]) {
      const file = join(folder, "granted-1", ids.get(account)!, "v1.zip");
      expect(new Uint8Array(readFileSync(file))).to.deep.equal(zips.get(account));
      expect(statSync(file).mode & 0o777).to.equal(0o600);
    }
    expect(existsSync(join(folder, "granted-1", ids.get(7)!))).to.equal(false);
    const receipts = await json<{ contributionId: string; validator: string }[]>("access", "receipts", "1");
    expect(receipts.map(({ contributionId }) => contributionId)).to.have.members([5, 6, 8].map((who) => ids.get(who)));
  });

  it("asks for nothing again, and writes no second receipt for what was lost here", async () => {
    expect((await fetch(1)).exitCode).to.equal(0);
    rmSync(join(folder, "granted-1", ids.get(5)!, "v1.zip"));
    expect((await fetch(1)).exitCode).to.equal(0);

    expect(existsSync(join(folder, "granted-1", ids.get(5)!, "v1.zip"))).to.equal(true);
    expect(await json<unknown[]>("access", "receipts", "1")).to.have.length(3);
  });

  it("T48: what its owner removes is handed out no more, and named to be deleted where it lies", async () => {
    await json("contribute", "remove", ids.get(6)!, "--store", store, "--account", "6");
    const { exitCode, stdout } = await fetch(1, "granted-1", "--json");
    const fresh = await fetch(1, "fresh");

    expect(await held(6)).to.deep.equal(["none", "none", "none"]);
    expect(exitCode).to.equal(0);
    expect((JSON.parse(stdout) as { toDelete: unknown[] }).toDelete).to.deep.equal([
      { contributionId: ids.get(6), version: 1, file: `${ids.get(6)}/v1.zip`, code: "ACCESS_REMOVED" },
    ]);
    expect(fresh.exitCode).to.equal(0);
    expect(readdirSync(join(folder, "fresh")).sort()).to.deep.equal([ids.get(5)!, ids.get(8)!, "manifest.json"].sort());
  });

  it("T43: a revoked grant is over at once, whoever asks", async () => {
    await (await (await at.as(0)).access.revoke(1)).wait();
    const { exitCode, stderr } = await fetch(1);

    expect(await statuses()).to.deep.equal(["revoked"]);
    expect(exitCode).to.equal(1);
    expect(stderr).to.match(/^ACCESS_GRANT_NOT_USABLE: .*revoked/);
  });

  it("T43: a second grant, with the tool that is approved now, needs nothing encrypted anew and expires", async () => {
    const stored = storedHashes().sort();
    const terms = [
      ...["--grantee", await at.accountOf(9), "--key", reader.recipient, "--purpose", "evaluation"],
      ...["--duration", "20 minutes", "--price", "100 GPT", "--policy", join(folder, "conditions.md")],
      ...["--tool", "Survey", "--out", join(folder, "proposals")],
    ];
    await decide((await json<{ folder: string }>("access", "request", ...terms)).folder);
    await json("access", "fund", "2", "--account", "9");
    const { startsAt, expiresAt } = await at.collective.access.grantOf(2);
    await at.warpTo(startsAt);
    expect((await fetch(2)).exitCode).to.equal(0);
    for (const account of [7, 8]) {
      const file = join(folder, "granted-2", ids.get(account)!, "v1.zip");
      expect(new Uint8Array(readFileSync(file))).to.deep.equal(zips.get(account));
    }
    expect(storedHashes().sort()).to.deep.equal(stored);
    await at.warpTo(expiresAt);

    expect(await statuses()).to.deep.equal(["revoked", "expired"]);
    expect((await fetch(2)).stderr).to.match(/^ACCESS_GRANT_NOT_USABLE: .*expired/);
  });

  it("the key services end when they are told to", async () => {
    for (const { child, printed: output } of services.splice(0)) {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGTERM");
      expect(await ended).to.equal(0);
      expect(output()).to.match(/Ending: what runs is finished\.\n.*requests, .*keys handed out/s);
      expect(output()).to.not.match(/AGE-SECRET|age-encryption\.org|YWdlLWVuY3J5cHRpb24/);
      printed.push(output());
    }
  });

  it("what was paid reaches those whose data was in reach, in the claims of the epoch", async () => {
    const counted = [5, 7, 8].map((account) => ids.get(account)!);
    expect(await at.collective.schedule.currentEpoch()).to.equal(1n);
    const revealed = await runProgram("node", ["test/e2e/reveal-scores.ts", node.url, disk, ...counted]);
    expect(revealed).to.deep.equal({ exitCode: 0, stdout: "", stderr: "" });
    for (const account of ["1", "2", "3"]) {
      await json("rewards", "submit", "--account", account, "--store", store, "--from", folder);
    }
    await at.warpTo((await at.collective.distributor.pendingRoot()).activatesAt);
    await (await (await at.as(4)).distributor.activate(1)).wait();

    const paid = new Map<number, bigint>();
    for (const account of [5, 7, 8]) {
      const given = ["--from", folder, "--for", await at.accountOf(account), "--account", "10"];
      paid.set(account, BigInt((await json<{ amountWei: string }>("rewards", "claim", ...given)).amountWei));
    }
    // 900 $GPT for research go to 5 and 8, 100 for evaluation to 7 and 8; the same units earn the same beside that.
    expect(paid.get(5)! - paid.get(7)!).to.equal(400n * GPT);
    expect(paid.get(8)! - paid.get(5)!).to.equal(50n * GPT);
    // The validators' tenth of the emission goes to those who agreed on the root before, and there was none.
    const emission = (((60_000_000n * GPT * 50n) / 10_000n) * 9n) / 10n;
    expect(await at.collective.distributor.totalCumulative()).to.equal(emission + 1_000n * GPT);
  });

  it("T69 F42: no key, and nothing that somebody wrote, is in what was printed, sent, stored or published", async () => {
    const passphrase = "correct horse battery staple";
    writeFileSync(join(own, "passphrase"), `${passphrase}\n`, { mode: 0o600 });
    const into = ["--key", join(own, "archive-key.age"), "--passphrase-file", join(own, "passphrase")];
    await json("contribute", "open", ids.get(5)!, ...into, "--account", "5", "--store", store);
    const archiveKey = await openIdentityFile(join(own, "archive-key.age"), () => Promise.resolve(passphrase));
    secrets.push({ name: "archive key", value: archiveKey.reveal() }, { name: "passphrase", value: passphrase });
    for (const [account, zip] of zips) secrets.push(...textsIn(zip, `archive ${account}`));
    const exchanged = proxies.map(({ exchanged: pieces }) => Buffer.concat(pieces));
    const texts = Object.fromEntries([printed.join("\n"), ...exchanged].map((text, i) => [`record ${i}`, text]));

    expect(secrets).to.have.length(7 + 4 * 3);
    expect(exchanged.every(({ length }) => length > 1_000)).to.equal(true);
    // What the proposal published is found, so the search works.
    const published: Secret = { name: "tool", value: "https://survey.example" };
    expect(findSecrets([published], { texts })).to.not.deep.equal([]);
    expect(findSecrets(secrets, { folders: [folder, join(root, "deploy")], texts })).to.deep.equal([]);
  });
});

/** The account's address and id, and the longest text that its owner wrote. */
function textsIn(zip: Uint8Array, name: string): Secret[] {
  const files = unzipSync(zip);
  const read = (file: string): unknown => JSON.parse(strFromU8(files[file]!));
  const user = read("user.json") as { id: string; email: string };
  const conversations = Object.keys(files)
    .filter((file) => /^conversations.*\.json$/.test(file))
    .flatMap((file) => JSON.stringify(read(file)).match(/(?<="parts":\[")[^"\\]{20,}/g) ?? []);
  const longest = conversations.reduce((best, text) => (text.length > best.length ? text : best), "");
  return [user.id, user.email, longest].map((value, i) => ({ name: `${name}, ${i}`, value }));
}
