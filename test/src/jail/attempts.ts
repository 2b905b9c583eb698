import { spawnSync } from "node:child_process";
import dgram from "node:dgram";
import dns from "node:dns";
import { readFileSync, writeFileSync } from "node:fs";
import { open } from "node:inspector";
import net from "node:net";
import { Worker } from "node:worker_threads";

/** What a jailed program must not be able to do, with a loopback server on `port` that would answer. */
const attempts: Readonly<Record<string, (port: number) => unknown>> = {
  "read a file": () => readFileSync("/etc/passwd"),
  "read the project's settings": () => readFileSync(new URL("../../../hardhat.config.ts", import.meta.url)),
  "write a file": () => {
    writeFileSync("/tmp/escaped-from-jail", "x");
  },
  "start a process": () => {
    const { error } = spawnSync("true");
    if (error !== undefined) throw error;
  },
  "start a worker": () => new Worker("0", { eval: true }),
  "load an addon": () => {
    process.dlopen({ exports: {} }, "/nowhere.node");
  },
  "open the inspector": () => {
    open(0);
  },
  "bind to Node's internals": () => (process as unknown as { binding: (name: string) => object }).binding("tcp_wrap"),
  "run text as code": () => Reflect.apply(Function, null, ["return 1"]),
  "pollute prototypes": () => {
    if (!("__proto__" in {})) throw Object.assign(new Error("gone"), { code: "GONE" });
  },
  "see the environment": () => {
    if (Object.keys(process.env).length === 0) throw Object.assign(new Error("empty"), { code: "EMPTY" });
  },
  "connect to a server": (port) =>
    new Promise((resolve, reject) => {
      net.connect(port, "127.0.0.1").once("connect", resolve).once("error", reject);
    }),
  "listen for connections": () =>
    new Promise((resolve, reject) => {
      net
        .createServer()
        .once("error", reject)
        .listen(0, "127.0.0.1", () => {
          resolve(null);
        });
    }),
  "fetch a page": (port) => fetch(`http://127.0.0.1:${port}/`),
  "send a datagram": (port) =>
    new Promise((resolve, reject) => {
      const socket = dgram.createSocket("udp4").once("error", reject);
      socket.send("x", port, "127.0.0.1", (error) => {
        if (error === null) resolve(null);
        else reject(error);
      });
    }),
  "look a name up": () => dns.promises.lookup("localhost.example"),
};

/** Tries everything and gives the code of each failure; null for what succeeded. */
export async function attemptAll(port: number): Promise<Record<string, string | null>> {
  const results: Record<string, string | null> = {};
  for (const [name, attempt] of Object.entries(attempts)) results[name] = await codeOf(() => attempt(port));
  return results;
}

async function codeOf(action: () => unknown): Promise<string | null> {
  try {
    await action();
    return null;
  } catch (error) {
    const { code, cause } = error as { code?: string; cause?: { code?: string } };
    return code ?? cause?.code ?? "REFUSED";
  }
}
