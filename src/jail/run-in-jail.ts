import { spawn, type ChildProcessByStdio } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { Readable, type Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { concatBytes } from "../primitives/bytes.ts";
import { RetryableError } from "../primitives/errors.ts";
import { jailCommand, type JailBudget } from "./jail-command.ts";
import { findSandboxTools, succeeds, type SandboxTools } from "./sandbox-tools.ts";

/** Why a jailed program was ended or gave no answer. */
export type KillReason = "TIME" | "MEMORY" | "ANSWER" | "DIED" | "UNSEALED" | "STOPPED";

/** A program for the jail and what it gets to read. */
export type JailRequest = {
  /** The path of a TypeScript program that keeps to the protocol of {@link runInJail}. */
  readonly entry: string;
  readonly input: ReadableStream<Uint8Array>;
  readonly budget: JailBudget;
  /** What the machine has, unless less of it is to be used. */
  readonly tools?: SandboxTools;
  /** Ends the program early, when nobody waits for its answer any more. */
  readonly signal?: AbortSignal | undefined;
};

/** The same thing as the global type, which TypeScript takes from the browser. */
type NodeWebStream = Parameters<typeof Readable.fromWeb>[0];
type Child = ChildProcessByStdio<Writable, Readable, null>;

const WATCH_MS = 50;

/**
 * Runs a program in the jail: it gets `input` by its standard input and gives its answer by its standard output.
 *
 * The program loads all of its code, then writes one byte. Only after that, and after the kernel has been told to give it
 * no further file descriptor, does it see any input. Its error output is thrown away, for it may quote the input. Nothing
 * touches the disk, and nothing of it is left when this returns or throws.
 *
 * @throws {RetryableError} `VALIDATOR_PARSER_KILLED` when it went beyond its budget, ended without success or was stopped by
 * `signal`; and what `input` fails with.
 */
export async function runInJail(request: JailRequest): Promise<Uint8Array<ArrayBuffer>> {
  const { entry, input, budget, signal, tools = await findSandboxTools() } = request;
  const [command, ...args] = jailCommand(entry, tools, budget);
  const child = spawn(command, args, { env: {}, cwd: "/", stdio: ["pipe", "pipe", "ignore"] });
  const jailed = new JailedProgram(child, budget);
  signal?.addEventListener("abort", jailed.stop, { once: true });
  try {
    if (signal?.aborted === true) jailed.stop();
    await jailed.ready();
    if (tools.prlimit) await jailed.seal();
    return await jailed.exchange(input);
  } finally {
    signal?.removeEventListener("abort", jailed.stop);
    await jailed.end();
    if (!input.locked) await input.cancel();
  }
}

class JailedProgram {
  readonly #child: Child;
  readonly #budget: JailBudget;
  readonly #pieces: AsyncIterator<Uint8Array>;
  readonly #ended: Promise<unknown>;
  readonly #timers: readonly NodeJS.Timeout[];
  #reason: KillReason = "DIED";

  constructor(child: Child, budget: JailBudget) {
    this.#child = child;
    this.#budget = budget;
    this.#pieces = child.stdout.iterator({ destroyOnReturn: false }) as AsyncIterator<Uint8Array>;
    this.#ended = once(child, "exit").catch(() => undefined);
    // A pipe to a program that is gone breaks; that it is gone is what we report.
    child.stdin.on("error", () => undefined);
    this.#timers = [
      setTimeout(() => {
        this.#kill("TIME");
      }, budget.wallMs),
      setInterval(() => void this.#watchMemory(), WATCH_MS),
    ];
  }

  readonly stop = (): void => {
    this.#kill("STOPPED");
  };

  /** Waits for the byte that says that the program has loaded its code. */
  async ready(): Promise<void> {
    const first = await this.#pieces.next();
    if (first.done === true || first.value.length !== 1) throw await this.#failure();
  }

  /** From here on the kernel refuses every new file, socket, pipe and process to it, whatever its code does. */
  async seal(): Promise<void> {
    const isSealed = await succeeds(["prlimit", "--pid", String(this.#child.pid), "--nofile=0:0"]);
    if (isSealed) return;
    this.#kill("UNSEALED");
    throw await this.#failure();
  }

  async exchange(input: ReadableStream<Uint8Array>): Promise<Uint8Array<ArrayBuffer>> {
    const fed = pipeline(Readable.fromWeb(input as NodeWebStream), this.#child.stdin).catch((error: unknown) => {
      if (!isBrokenPipe(error)) throw error;
    });
    const [answer] = await Promise.all([this.#answer(), fed]);
    await this.#ended;
    if (this.#child.exitCode !== 0) throw await this.#failure();
    return answer;
  }

  /** Kills what still runs and waits until it is gone. */
  async end(): Promise<void> {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#child.kill("SIGKILL");
    this.#child.stdin.destroy();
    this.#child.stdout.destroy();
    await this.#ended;
  }

  async #answer(): Promise<Uint8Array<ArrayBuffer>> {
    const pieces: Uint8Array[] = [];
    let bytes = 0;
    for (;;) {
      const next = await this.#pieces.next();
      if (next.done === true) return concatBytes(...pieces);
      pieces.push(next.value);
      bytes += next.value.length;
      if (bytes <= this.#budget.answerBytes) continue;
      this.#kill("ANSWER");
      throw await this.#failure();
    }
  }

  async #watchMemory(): Promise<void> {
    const status = await readFile(`/proc/${this.#child.pid}/status`, "utf8").catch(() => "");
    const kibibytes = Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0);
    if (1024 * kibibytes > this.#budget.memoryBytes) this.#kill("MEMORY");
  }

  #kill(reason: KillReason): void {
    if (this.#reason === "DIED") this.#reason = reason;
    this.#child.kill("SIGKILL");
  }

  async #failure(): Promise<RetryableError> {
    await this.#ended;
    const { signalCode, exitCode } = this.#child;
    return new RetryableError("VALIDATOR_PARSER_KILLED", "The jailed parser did not finish within its budget.", {
      context: { reason: signalCode === "SIGXCPU" ? "TIME" : this.#reason, signal: signalCode, exitCode },
      hint: "State no score; try again, perhaps on a machine with more memory or less to do.",
    });
  }
}

function isBrokenPipe(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? error.code : null;
  return code === "EPIPE" || code === "ERR_STREAM_PREMATURE_CLOSE" || code === "ECONNRESET";
}
