import { spawn } from "node:child_process";

/** What this machine offers beyond Node's own permission model. */
export type SandboxTools = {
  /** `prlimit` of util-linux: limits that the kernel enforces. */
  readonly prlimit: boolean;
  /** The command that starts a program without any network interface, where the machine allows it to this user. */
  readonly noNetwork: readonly string[] | null;
};

const NAMESPACES = [
  ["unshare", "--net"],
  ["unshare", "--map-root-user", "--net"],
] as const;

let found: Promise<SandboxTools> | null = null;

/** Tries the tools once per process, by using them. */
export function findSandboxTools(): Promise<SandboxTools> {
  found ??= tryTools();
  return found;
}

async function tryTools(): Promise<SandboxTools> {
  const prlimit = await succeeds(["prlimit", "--core=0", "true"]);
  for (const command of NAMESPACES) {
    if (await succeeds([...command, "true"])) return { prlimit, noNetwork: command };
  }
  return { prlimit, noNetwork: null };
}

/** Whether a command can be run here and ends well. Nothing of what it prints is kept. */
export function succeeds([command = "", ...args]: readonly string[]): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: "ignore" });
    child.once("error", () => {
      resolve(false);
    });
    child.once("exit", (code) => {
      resolve(code === 0);
    });
  });
}
