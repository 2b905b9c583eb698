import { expect } from "chai";
import { connect } from "node:net";
import { runNode } from "../../../../src/validator/node/run-node.ts";
import { InvalidInputError } from "../../../../src/primitives/errors.ts";
import { startWatching } from "../../../../src/validator/operator/start-watching.ts";
import { exampleSight } from "./example-sight.ts";

const validator = `0x${"ab".repeat(20)}`;
const http = { host: "127.0.0.1", port: 0, names: [] };
const configuration = { http, logLevel: "info", pollSeconds: 12 } as const;

async function watched() {
  const lines: string[] = [];
  const writer = { write: (line: string) => lines.push(line), close: () => Promise.resolve() };
  const watching = await startWatching({
    configuration,
    chainId: 31337,
    validator,
    now: Date.now,
    machineClock: Date.now,
    writer,
  });
  return { ...watching, messages: () => lines.map((line) => (JSON.parse(line) as { msg: string }).msg) };
}

describe("startWatching", () => {
  it("follows a node that runs: its log, its metrics, and its health until it halts", async () => {
    const { watch, port, messages, close } = await watched();
    const ask = async (path: string) => {
      const answer = await fetch(`http://127.0.0.1:${port}/${path}`);
      return { status: answer.status, text: await answer.text() };
    };
    const seen: { status: number; text: string }[] = [await ask("healthz")];
    let looks = 0;
    const halted = await runNode(
      {
        pace: { pollMs: 12_000, retryMs: 1, longestRetryMs: 1 },
        now: Date.now,
        sleep: () => Promise.resolve(),
        look: async () => {
          if (looks++ === 1) seen.push(await ask("healthz"), await ask("metrics"));
          if (looks === 2) throw new InvalidInputError("CHAIN_WRONG_CHAIN", "another chain");
          return exampleSight;
        },
        perform: () => Promise.resolve(undefined),
        watch,
      },
      new AbortController().signal,
    );
    seen.push(await ask("healthz"));
    await close();

    expect(halted).to.equal("CHAIN_WRONG_CHAIN");
    expect(seen.map(({ status }) => status)).to.deep.equal([503, 200, 200, 503]);
    expect(seen[2]?.text).to.include('validator_duties_total{duty="settle",outcome="performed"} 1');
    expect(messages()).to.deep.equal(["started", "duty begun", "duty performed", "blinded", "halted"]);
  });

  it("F37 F38 ends at once, even while somebody reads slowly", async () => {
    const { port, close } = await watched();
    const socket = connect(port, "127.0.0.1", () => socket.write("GET /metrics HTTP/1.1\r\nhost: 127.0.0.1\r\n"));
    await new Promise((resolve) => socket.once("connect", resolve));
    await close();
    socket.destroy();
  });
});
