import { expect } from "chai";
import { execFileSync } from "node:child_process";
import { createReadStream } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { Wallet } from "ethers";
import { encryptText } from "../../src/encryption/age-file.ts";
import { identityFromSeed, parseIdentity, type AgeIdentity } from "../../src/encryption/age-identity.ts";
import { unwrapArchiveKey, wrapArchiveKey } from "../../src/encryption/archive-key-wrap.ts";
import { sealIdentity } from "../../src/encryption/identity-file.ts";
import { deriveOwnerIdentity } from "../../src/encryption/owner-identity.ts";
import { decryptPayload } from "../../src/encryption/payload.ts";
import { sealArchive, type SealedKeys } from "../../src/encryption/seal-archive.ts";
import { sha256Hex } from "../../src/primitives/hash.ts";
import { toAddress, toHex32 } from "../../src/primitives/identifiers.ts";
import { createDiskStore } from "../../src/storage/disk-store.ts";
import { formatLocator } from "../../src/storage/locator.ts";
import { collect } from "../helpers/collect.ts";
import { runAtTerminal } from "../helpers/run-at-terminal.ts";
import { seededBytes } from "../helpers/seeded-bytes.ts";

const wallet = new Wallet(`0x${"11".repeat(32)}`);
const owner = toAddress(wallet.address);
const registry = toAddress(`0x${"b2".repeat(20)}`);
const chainId = 31337n;
const salt = toHex32(`0x${"c3".repeat(32)}`);

describe("the stock age program", function () {
  this.timeout(60_000);
  let folder: string;
  let ownerKey: AgeIdentity;
  const path = (name: string): string => join(folder, name);

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "stock-age-"));
    requireProgram("age");
    requireProgram("age-keygen");
    ownerKey = await deriveOwnerIdentity({ owner, chainId, salt }, ({ domain, types, message }) =>
      wallet.signTypedData(domain, { ArchiveKey: [...types.ArchiveKey] }, message),
    );
    await writeFile(path("owner.txt"), `${ownerKey.reveal()}\n`);
  });

  after(() => rm(folder, { recursive: true, force: true }));

  async function seal(zip: Uint8Array): Promise<SealedKeys> {
    const sealed = await sealArchive({
      zip,
      owner,
      registry,
      chainId,
      ownerRecipient: ownerKey.recipient,
      ownerKeySalt: salt,
      recipients: [],
      archiveSeed: crypto.getRandomValues(new Uint8Array(32)),
    });
    await writeFile(path("payload.age"), sealed.payload);
    const keys = await sealed.finish();
    await writeFile(path("owner-wrap.age"), keys.wraps[0]!.bytes);
    return keys;
  }

  it("agrees that the wallet's key and its recipient belong together", () => {
    expect(run("age-keygen", "-y", path("owner.txt")).trim()).to.equal(ownerKey.recipient);
  });

  for (const size of [0, 1, 65_535, 65_536, 65_537, 131_072, 5_000_001]) {
    it(`opens the owner's wrap, and with what is in it an archive of ${size} bytes`, async () => {
      const zip = seededBytes(size);
      await seal(zip);

      run("age", "--decrypt", "-i", path("owner.txt"), "-o", path("archive-key.txt"), path("owner-wrap.age"));
      const opened = runForBytes("age", "--decrypt", "-i", path("archive-key.txt"), path("payload.age"));

      expect(opened.equals(zip)).to.equal(true);
    });
  }

  it("shows the owner what a wrap belongs to", async () => {
    const { payload } = await seal(seededBytes(10));

    expect(run("age", "--decrypt", "-i", path("owner.txt"), path("owner-wrap.age"))).to.match(
      new RegExp(
        [
          "^# chatgpt-data-collective archive key v1",
          `# owner: ${owner}`,
          `# registry: eip155:31337:${registry}`,
          `# payload: sha256 ${payload.sha256}`,
          "AGE-SECRET-KEY-1[A-Z0-9]{58}\n$",
        ].join("\n"),
      ),
    );
  });

  it("opens a wrap that a custodian made for a grantee with a key of age-keygen", async () => {
    const { payload, wraps } = await seal(seededBytes(70_000));
    const binding = { owner, registry, chainId, payloadSha256: payload.sha256 };
    const grantee = await parseIdentity(run("age-keygen"));
    await writeFile(path("grantee.txt"), grantee.reveal());
    const archiveKey = await unwrapArchiveKey(wraps[0]!.bytes, ownerKey, binding);

    await writeFile(path("grant.age"), await wrapArchiveKey(archiveKey, binding, grantee.recipient));
    run("age", "--decrypt", "-i", path("grantee.txt"), "-o", path("granted-key.txt"), path("grant.age"));
    const opened = runForBytes("age", "--decrypt", "-i", path("granted-key.txt"), path("payload.age"));

    expect(opened.equals(seededBytes(70_000))).to.equal(true);
  });

  it("opens a contribution by the commands of docs/encryption.md, with a recovery identity alone", async () => {
    const passphrase = "correct horse battery staple";
    const recovery = await identityFromSeed(crypto.getRandomValues(new Uint8Array(32)));
    const store = await createDiskStore(path("blobs"));
    const sealed = await sealArchive({
      ...{
        zip: seededBytes(100_000),
        owner,
        registry,
        chainId,
        ownerRecipient: ownerKey.recipient,
        ownerKeySalt: salt,
      },
      recipients: [{ recipient: recovery.recipient, role: "recovery" }],
      archiveSeed: crypto.getRandomValues(new Uint8Array(32)),
    });
    await store.put(sealed.payload);
    const { wraps, envelopeBytes, payload } = await sealed.finish();
    for (const { bytes } of wraps) await store.put(bytes);
    const locator = formatLocator((await store.put(envelopeBytes)).sha256);
    await writeFile(path("recovery.age"), await sealIdentity(recovery, passphrase));
    const document = await readFile(new URL("../../docs/encryption.md", import.meta.url), "utf8");
    const [, commands = ""] = /begin of stock age -->\n\n```sh\n(.*?)```/s.exec(document) ?? [];
    await writeFile(path("commands.sh"), commands);

    const { exitCode, shown } = await runAtTerminal(`cd '${folder}' && LOCATOR=${locator} sh -eu commands.sh`, [
      ["passphrase", passphrase],
    ]);

    expect(exitCode, shown).to.equal(0);
    expect((await readFile(path("export.zip"))).equals(seededBytes(100_000))).to.equal(true);
    expect(shown).to.include(`# owner: ${owner}\r\n`).and.include(`# payload: sha256 ${payload.sha256}\r\n`);
  });

  it("takes the identity file as it is, under its passphrase", async () => {
    const passphrase = "correct horse battery staple";
    await writeFile(path("owner.age"), await sealIdentity(ownerKey, passphrase));
    await seal(seededBytes(10));

    const command = `age -d -i '${path("owner.age")}' '${path("owner-wrap.age")}'`;
    const { exitCode, shown } = await runAtTerminal(command, [["passphrase", passphrase]]);

    expect(exitCode).to.equal(0);
    expect(shown).to.match(/AGE-SECRET-KEY-1[A-Z0-9]{58}/);
  });

  it("opens a hybrid post-quantum wrap from version 1.3 on, and refuses it before", async () => {
    const hybrid = await identityFromSeed(seededBytes(32, 5), "hybrid");
    const [major = 0, minor = 0] = run("age", "--version").replace(/^v/, "").split(".").map(Number);
    await writeFile(path("hybrid.txt"), hybrid.reveal(), { mode: 0o600 });
    await writeFile(path("hybrid.age"), await encryptText("text", hybrid.recipient));
    const open = (): string => run("age", "--decrypt", "-i", path("hybrid.txt"), path("hybrid.age"));

    if (major > 1 || minor >= 3) expect(open()).to.equal("text");
    else expect(open).to.throw();
  });

  it("writes files that we open", async () => {
    await writeFile(path("plain.bin"), seededBytes(200_000));
    run("age", "-r", ownerKey.recipient, "-o", path("theirs.age"), path("plain.bin"));
    const bytes = await readFile(path("theirs.age"));
    const source = Readable.toWeb(createReadStream(path("theirs.age"))) as ReadableStream<Uint8Array>;

    const opened = decryptPayload(source, ownerKey, { sha256: toHex32(sha256Hex(bytes)), size: bytes.length });

    expect(await collect(opened)).to.deep.equal(seededBytes(200_000));
  });
});

function run(program: string, ...args: string[]): string {
  return runForBytes(program, ...args).toString("utf8");
}

function runForBytes(program: string, ...args: string[]): Buffer {
  return execFileSync(program, args, { stdio: ["ignore", "pipe", "pipe"], maxBuffer: 1e8 });
}

/** These tests prove something about the program itself, so without it they fail instead of passing by. */
function requireProgram(name: string): void {
  try {
    run(name, "--version");
  } catch (cause) {
    throw new Error(`The program ${name} is missing: install the package "age" (apt-get install -y age).`, { cause });
  }
}
