import { spawn, type ChildProcess } from "node:child_process";
import { dirname } from "node:path";
import { setTimeout } from "node:timers/promises";
import { foundryProgram } from "../../scripts/checks/servers/ensure-foundry.ts";
import { freePort } from "./free-port.ts";
import { root } from "./run-program.ts";

/** A node on a loopback port of its own. */
export type DevelopmentNode = {
  readonly url: string;
  /** The result of a JSON-RPC request; undefined when the node refused it. */
  readonly call: (method: string, ...params: unknown[]) => Promise<unknown>;
  readonly stop: () => Promise<void>;
};

/** Starts Hardhat's own node. */
export async function startHardhatNode(): Promise<DevelopmentNode> {
  const port = await freePort();
  return waitUntilReady(spawn("hardhat", ["node", "--port", String(port)], { cwd: root, stdio: "ignore" }), port);
}

/** Starts anvil with options of its own. */
export async function startAnvil(...args: readonly string[]): Promise<DevelopmentNode> {
  const program = await foundryProgram("anvil");
  const port = await freePort();
  const options = ["--port", String(port), "--silent", ...args];
  return waitUntilReady(spawn(program, options, { cwd: dirname(program), stdio: "ignore" }), port);
}

async function waitUntilReady(child: ChildProcess, port: number): Promise<DevelopmentNode> {
  const url = `http://127.0.0.1:${port}`;
  const call = async (method: string, ...params: unknown[]): Promise<unknown> => {
    const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method, params });
    const answer = await fetch(url, { method: "POST", body, headers: { "content-type": "application/json" } });
    return ((await answer.json()) as { result?: unknown }).result;
  };
  for (let attempt = 0; attempt < 300; attempt++) {
    if ((await call("eth_chainId").catch(() => undefined)) !== undefined) {
      return {
        url,
        call,
        stop: async () => {
          const ended = new Promise((resolve) => child.once("exit", resolve));
          child.kill();
          await ended;
        },
      };
    }
    await setTimeout(200);
  }
  child.kill();
  throw new Error("the node did not answer within a minute");
}
