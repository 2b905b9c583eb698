import { expect } from "chai";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generateExport } from "../../src/synthetic/generate-export.ts";
import { startHardhatNode, type DevelopmentNode } from "../helpers/development-node.ts";
import { runAtTerminal } from "../helpers/run-at-terminal.ts";
import { runHardhat } from "../helpers/run-hardhat.ts";
import { runProgram } from "../helpers/run-program.ts";

const PASSPHRASE = "correct horse battery staple";
const ACCOUNT = "7";

describe("npx hardhat contribute, for one's own contribution", function () {
  this.timeout(600_000);
  const folder = mkdtempSync(join(tmpdir(), "own contribution "));
  const path = (name: string): string => join(folder, name);
  const archive = generateExport({ seed: 9, conversations: 5, era: "slim", startAt: 1_705_276_800 });
  let node: DevelopmentNode;
  let submitted: Record<string, unknown>;
  const env = () => ({ LOCALHOST_RPC_URL: node.url });
  const contribute = (...args: string[]) => runHardhat(["contribute", ...args, "--network", "localhost"], env());
  const json = async (...args: string[]): Promise<Record<string, unknown>> => {
    const { exitCode, stdout, stderr } = await contribute(...args, "--json");
    expect({ exitCode, stderr }).to.deep.equal({ exitCode: 0, stderr: "" });
    return JSON.parse(stdout) as Record<string, unknown>;
  };
  const open = (...args: string[]) => json("open", String(submitted.id), "--store", path("blobs"), ...args);
  /** The code and the exit code of a command that fails, of which nothing goes to stdout. */
  const failure = async (...args: string[]): Promise<[code: string | undefined, exitCode: number]> => {
    const { exitCode, stdout, stderr } = await contribute(...args);
    expect(stdout).to.equal("");
    expect(stderr).to.not.include(PASSPHRASE);
    return [stderr.split(":")[0], exitCode];
  };

  before(async () => {
    writeFileSync(path("export.zip"), archive);
    writeFileSync(path("passphrase"), `${PASSPHRASE}\n`, { mode: 0o600 });
    node = await startHardhatNode();
    await runProgram("npm", ["run", "deploy", "--", "--network", "localhost"], env());
    const made = ["--passphrase-file", path("passphrase"), "--out"];
    const recoverers = [
      await json("identity", ...made, path("recovery.age")),
      await json("identity", ...made, path("hybrid.age"), "--post-quantum"),
    ];
    const recovery = recoverers.map(({ recipient }) => String(recipient)).join();
    submitted = await json(
      ...["submit", path("export.zip"), "--store", path("blobs"), "--recovery", recovery, "--account", ACCOUNT],
    );
  });

  after(async () => {
    await node.stop();
    rmSync(folder, { recursive: true });
  });

  it("submit: seals for the recovery identities that were made, and says who opens it", () => {
    expect(submitted).to.include({ validators: 4, recoverable: 2, opensWithWallet: true });
  });

  it("open: gives the archive for the wallet, and for each recovery identity without any account", async () => {
    const ways = [
      ["--account", ACCOUNT],
      ["--identity", path("recovery.age"), "--passphrase-file", path("passphrase")],
      ["--identity", path("hybrid.age"), "--passphrase-file", path("passphrase")],
    ];
    for (const [i, way] of ways.entries()) {
      const out = path(`opened-${i}.zip`);
      expect(await open("--out", out, ...way)).to.deep.equal({
        id: submitted.id,
        ciphertextHash: submitted.ciphertextHash,
        size: archive.length,
        key: null,
      });
      expect(readFileSync(out).equals(archive)).to.equal(true);
      expect(statSync(out).mode & 0o777).to.equal(0o600);
    }
  });

  it("open --key: gives the key with which the stock program opens the stored archive", async () => {
    await open("--key", path("archive-key.age"), "--account", ACCOUNT, "--passphrase-file", path("passphrase"));
    const digits = String(submitted.ciphertextHash).slice(2);
    const payload = path(`blobs/${digits.slice(0, 2)}/${digits}`);
    const command = `age -d -i '${path("archive-key.age")}' -o '${path("by-age.zip")}' '${payload}'`;

    const { exitCode } = await runAtTerminal(command, [["passphrase", PASSPHRASE]]);

    expect(exitCode).to.equal(0);
    expect(readFileSync(path("by-age.zip")).equals(archive)).to.equal(true);
  });

  it("identity: asks twice for the passphrase and shows nothing of it; the stock program opens the file", async () => {
    const command = `hardhat contribute identity --out '${path("typed.age")}'`;
    const { exitCode, shown } = await runAtTerminal(command, [
      ["Passphrase of", PASSPHRASE],
      ["Once more", PASSPHRASE],
    ]);
    const opened = await runAtTerminal(`age -d '${path("typed.age")}'`, [["passphrase", PASSPHRASE]]);

    expect(exitCode).to.equal(0);
    expect(shown)
      .to.match(/recipient {2}age1[a-z0-9]{58}\r?\n/)
      .and.not.include("horse");
    expect(opened.shown).to.match(/AGE-SECRET-KEY-1[A-Z0-9]{58}/);
  });

  it("identity: writes nothing when the passphrases differ, when one is short, and on Ctrl-C", async () => {
    const out = path("never.age");
    const command = `hardhat contribute identity --out '${out}'`;
    const attempts: [code: string, answers: [string, string][]][] = [
      [
        "SCRIPT_PASSPHRASES_DIFFER",
        [
          ["Passphrase of", PASSPHRASE],
          ["Once more", `${PASSPHRASE}r`],
        ],
      ],
      [
        "ENCRYPTION_SHORT_PASSPHRASE",
        [
          ["Passphrase of", "short"],
          ["Once more", "short"],
        ],
      ],
      ["SCRIPT_INTERRUPTED", [["Passphrase of", "\u0003"]]],
    ];

    for (const [code, answers] of attempts) {
      const { exitCode, shown } = await runAtTerminal(command, answers);
      expect(exitCode, code).to.equal(1);
      expect(shown).to.include(code);
    }
    expect(existsSync(out)).to.equal(false);
  });

  it("T69 refuse loose files, the wrong passphrase and wrong keys, and never write over a file", async () => {
    writeFileSync(path("wrong"), "wrong horse battery staple", { mode: 0o600 });
    writeFileSync(path("copy.age"), readFileSync(path("recovery.age")));
    chmodSync(path("copy.age"), 0o640);
    const opened = ["open", String(submitted.id), "--store", path("blobs"), "--out"];
    const wrong = ["--identity", path("recovery.age"), "--passphrase-file", path("wrong")];
    const cases: [code: string, exitCode: number, ...args: string[]][] = [
      ["STORAGE_LOOSE_PERMISSIONS", 1, ...opened, path("no"), "--identity", path("copy.age")],
      ["ENCRYPTION_IDENTITY_LOCKED", 1, ...opened, path("no"), ...wrong],
      ["CONTRIBUTOR_NOT_MY_ARCHIVE", 1, ...opened, path("no"), "--account", "8"],
      ["STORAGE_FILE_EXISTS", 1, ...opened, path("export.zip"), "--account", ACCOUNT],
      ["CONTRIBUTE_UNKNOWN_ID", 1, "open", `0x${"1".repeat(64)}`, "--out", path("no")],
      ["SCRIPT_USAGE", 2, "identity", "--out", path("no")],
    ];

    for (const [code, exitCode, ...args] of cases) {
      expect(await failure(...args), args.join(" ")).to.deep.equal([code, exitCode]);
    }
    expect(existsSync(path("no"))).to.equal(false);
  });
});
