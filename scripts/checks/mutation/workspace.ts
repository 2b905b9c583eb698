import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  existsSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { request } from "node:http";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { root } from "../run-command.ts";
import type { CompilerOutput } from "../solidity/compiler.ts";

/** How a program that ran in a workspace ended; `timedOut` when it was stopped. */
export type Run = { readonly exitCode: number; readonly output: string; readonly timedOut: boolean };

/** A copy of the repository outside of it, with a warm compiler of its own. */
export type Workspace = {
  readonly folder: string;
  readonly compilerPid: number;
  readonly compile: (input: object) => Promise<CompilerOutput>;
  readonly run: (command: string, args: readonly string[], options: RunOptions) => Promise<Run>;
  readonly close: () => void;
};

/** What a program runs with, in the workspace's folder unless told otherwise. */
export type RunOptions = {
  readonly seconds: number;
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
};

const COPIED = ["artifacts", "bench", "contracts", "deploy", "scripts", "src", "test", "typechain-types"];
const COMPILER = "scripts/checks/forge/solc";
const FILES = ["foundry.toml", "hardhat.config.ts", "package.json", "tsconfig.json"];

/** Copies what tests need into the system's temporary folder and starts the compiler. */
export async function openWorkspace(): Promise<Workspace> {
  const folder = mkdtempSync(join(tmpdir(), "mutation-"));
  for (const name of [...COPIED, ...FILES]) cpSync(root + name, join(folder, name), { recursive: true });
  symlinkSync(`${root}node_modules`, join(folder, "node_modules"));

  const socket = join(folder, "solc.sock");
  const node = `${root}node_modules/.bin/node`;
  const server = spawn(node, [join(folder, "scripts/checks/mutation/solc-server.mjs"), socket], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(server.stdout, "data");
  writeCompiler(folder, node, socket);
  return {
    folder,
    compilerPid: server.pid ?? 0,
    compile: (input) => ask(socket, input),
    run: (command, args, options) => run(command, args, { cwd: folder, ...options }),
    close: () => {
      server.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/**
 * A folder in the workspace with only these sources, for forge: it has the compiler read all that it finds, needed or not.
 * @returns the folder, the same for the same name
 */
export function layOut(name: string, sources: readonly string[], { folder }: Pick<Workspace, "folder">): string {
  const target = join(folder, "solidity", name);
  for (const path of [...sources, "foundry.toml", COMPILER]) {
    mkdirSync(dirname(join(target, path)), { recursive: true });
    copyFileSync(join(folder, path), join(target, path));
  }
  if (!existsSync(join(target, "node_modules"))) symlinkSync(`${root}node_modules`, join(target, "node_modules"));
  return target;
}

/** Puts the client of the warm compiler where foundry.toml expects the compiler. */
function writeCompiler(folder: string, node: string, socket: string): void {
  const { version } = createRequire(import.meta.url)("solc") as { version: () => string };
  const path = join(folder, COMPILER);
  const client = join(folder, "scripts/checks/mutation/solc-client.mjs");
  const answer = `solc, the solidity compiler commandline interface\nVersion: ${version()}`;
  writeFileSync(
    path,
    `#!/bin/sh\n[ "$1" = --version ] && echo '${answer}' && exit\nexec "${node}" "${client}" "${socket}"\n`,
  );
  chmodSync(path, 0o755);
}

function ask(socketPath: string, input: object): Promise<CompilerOutput> {
  return new Promise((resolve, reject) => {
    const asked = request({ socketPath, method: "POST" }, (response) => {
      text(response).then((answer) => {
        resolve(JSON.parse(answer) as CompilerOutput);
      }, reject);
    });
    asked.on("error", reject);
    asked.end(JSON.stringify(input));
  });
}

function run(command: string, args: readonly string[], { cwd, seconds, env }: RunOptions): Promise<Run> {
  return new Promise((resolve, reject) => {
    // A group of its own, so that whatever it started ends with it.
    const child: ChildProcess = spawn(command, args, {
      cwd,
      detached: true,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    let timedOut = false;
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding("utf8").on("data", (data: string) => (output += data));
    }
    const timer = setTimeout(() => {
      timedOut = true;
      if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
    }, seconds * 1000);
    child.on("error", reject);
    child.on("close", (exitCode) => {
      clearTimeout(timer);
      resolve({ exitCode: exitCode ?? 1, output, timedOut });
    });
  });
}
