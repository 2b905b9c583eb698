import { expect } from "chai";
import { existsSync, globSync, readdirSync, readFileSync } from "node:fs";
import { createServer, type AddressInfo, type Server } from "node:net";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import { RetryableError } from "../../../src/primitives/errors.ts";
import type { JailBudget } from "../../../src/jail/jail-command.ts";
import { runInJail } from "../../../src/jail/run-in-jail.ts";
import { findSandboxTools, type SandboxTools } from "../../../src/jail/sandbox-tools.ts";
import { codeOf } from "../../helpers/code-of.ts";

const inmate = fileURLToPath(new URL("inmate.ts", import.meta.url));
const escapee = fileURLToPath(new URL("escapee.ts", import.meta.url));
const budget: JailBudget = { wallMs: 60_000, cpuSeconds: 20, memoryBytes: 600 * 2 ** 20, answerBytes: 4 * 2 ** 20 };
const stream = (text: string): ReadableStream<Uint8Array> => new Blob([text]).stream();
const bare: SandboxTools = { prlimit: false, noNetwork: null };

const run = async (task: string, changes: Partial<JailBudget> = {}, tools?: SandboxTools): Promise<string> => {
  const request = { entry: inmate, input: stream(task), budget: { ...budget, ...changes } };
  return new TextDecoder().decode(await runInJail(tools === undefined ? request : { ...request, tools }));
};
const failureOf = async (task: string, changes: Partial<JailBudget> = {}, tools?: SandboxTools) => {
  const error: unknown = await run(task, changes, tools).catch((error: unknown) => error);
  expect(error).to.be.instanceOf(RetryableError);
  const { code, context, message } = error as RetryableError;
  expect(code).to.equal("VALIDATOR_PARSER_KILLED");
  return { context, message };
};

/** Processes of this test that still run: none, or one that was forgotten. */
function inmates(): string[] {
  return globSync("/proc/[0-9]*/cmdline").filter((file) => existsSync(file) && readCommand(file).includes(inmate));
}

function readCommand(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

describe("runInJail", function () {
  this.timeout(120_000);
  let server: Server;
  let port = 0;
  let connections = 0;

  before(async () => {
    server = createServer((socket) => {
      connections += 1;
      socket.end();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    port = (server.address() as AddressInfo).port;
  });

  after(() => {
    server.close();
  });

  it("hands over the input and gives back the answer", async () => {
    expect(await run("echo hello")).to.equal("hello");
    expect(await run("echo hello", {}, bare)).to.equal("hello");
  });

  it("T62: a parser that was taken over reaches no file, process, network or secret", async () => {
    for (const tools of [await findSandboxTools(), bare]) {
      const results = JSON.parse(await run(`escape ${port}`, {}, tools)) as Record<string, string | null>;
      for (const [attempt, code] of Object.entries(results)) expect(code, attempt).to.be.a("string");
      expect(Object.keys(results)).to.have.length(16);
    }
    expect(connections).to.equal(0);
  });

  it("T62: the kernel refuses the network too, where it has prlimit or namespaces", async () => {
    const tools = await findSandboxTools();
    const variants: SandboxTools[] = [tools, { ...tools, noNetwork: null }, { ...tools, prlimit: false }];
    for (const variant of variants) {
      const request = { entry: escapee, input: stream(String(port)), budget, tools: variant };
      const results = JSON.parse(new TextDecoder().decode(await runInJail(request))) as Record<string, string | null>;
      const isGuarded = variant.prlimit || variant.noNetwork !== null;
      expect(results["connect to a server"] !== null).to.equal(isGuarded);
      expect(results["fetch a page"] !== null).to.equal(isGuarded);
    }
  });

  it("T62: the kernel gives no descriptor for a file or a socket once there is input", async () => {
    const { prlimit } = await findSandboxTools();
    const request = { entry: escapee, input: stream(String(port)), budget, tools: { prlimit, noNetwork: null } };
    const results = JSON.parse(new TextDecoder().decode(await runInJail(request))) as Record<string, string | null>;
    expect(results["connect to a server"]).to.equal(prlimit ? "EMFILE" : null);
    expect(results["send a datagram"] !== null).to.equal(prlimit);
  });

  it("F31: kills a program that does not end, by the clock or by processor time", async () => {
    expect((await failureOf("loop", { wallMs: 1_500 })).context.reason).to.equal("TIME");
    const { prlimit } = await findSandboxTools();
    const { context } = await failureOf("loop", { cpuSeconds: 1, wallMs: prlimit ? 60_000 : 3_000 });
    expect(context.reason).to.equal("TIME");
  });

  it("F37: kills a program for which nobody waits any more, also one that has not begun", async () => {
    for (const signal of [AbortSignal.timeout(1_500), AbortSignal.abort()]) {
      const request = { entry: inmate, input: stream("loop"), budget, signal };
      const error: unknown = await runInJail(request).catch((error: unknown) => error);
      expect((error as RetryableError).context.reason).to.equal("STOPPED");
    }
    expect(inmates()).to.deep.equal([]);
  });

  it("F31: kills a program that takes too much memory, inside and outside of the heap", async () => {
    await failureOf("hoardObjects", { memoryBytes: 200 * 2 ** 20 });
    await failureOf("hoardBuffers", { wallMs: 30_000 });
  });

  it("kills a program that answers without end", async () => {
    expect((await failureOf("flood")).context.reason).to.equal("ANSWER");
  });

  it("says nothing of what a program died of but how", async () => {
    const crash = await failureOf("crash");
    expect(crash.context).to.deep.equal({ reason: "DIED", signal: "SIGABRT", exitCode: null });
    const failure = await failureOf("fail");
    expect(failure.context).to.deep.equal({ reason: "DIED", signal: null, exitCode: 1 });
    expect(failure.message).not.to.contain("private");
  });

  it("gives the failure of its input unchanged", async () => {
    const input = new ReadableStream<Uint8Array>({
      pull(controller) {
        controller.error(new RetryableError("STORAGE_BROKEN", "gone"));
      },
    });
    expect(await codeOf(runInJail({ entry: inmate, input, budget }))).to.equal("STORAGE_BROKEN");
  });

  it("fails when the program cannot even start", async () => {
    const missing = { entry: `${inmate}.missing`, input: stream("x"), budget };
    expect(await codeOf(runInJail(missing))).to.equal("VALIDATOR_PARSER_KILLED");
  });

  it("leaves no process and no file behind", async () => {
    const before = readdirSync(tmpdir());
    await failureOf("loop", { wallMs: 1_000 });
    expect(inmates()).to.deep.equal([]);
    expect(readdirSync(tmpdir()).filter((name) => !before.includes(name) && name.includes("jail"))).to.deep.equal([]);
  });
});
