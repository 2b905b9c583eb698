import { expect } from "chai";
import { setTimeout } from "node:timers/promises";
import { openEndpoint, silent } from "../../../../src/chain/endpoints/json-rpc-endpoint.ts";
import { RetryableError } from "../../../../src/primitives/errors.ts";
import { codeOf } from "../../../helpers/code-of.ts";
import { startHost, type LocalHost } from "../../../helpers/local-host.ts";
import { startLyingProxy, type Fault, type LyingProxy } from "../../../helpers/lying-proxy.ts";
import { rejectedCode, rejection } from "../../../helpers/rejected-code.ts";

const patience = { timeoutMs: 400, retryAfterMs: 1_000, attempts: 3 };

describe("openEndpoint", () => {
  let node: LocalHost;
  let proxy: LyingProxy;
  let authorization: string | undefined;

  before(async () => {
    node = await startHost((request, response) => {
      ({ authorization } = request.headers);
      void (async () => {
        const pieces: Buffer[] = [];
        for await (const piece of request) pieces.push(piece as Buffer);
        const { id, method } = JSON.parse(Buffer.concat(pieces).toString()) as { id: number; method: string };
        response.end(JSON.stringify({ jsonrpc: "2.0", id, result: method }));
      })();
    });
    proxy = await startLyingProxy(node.url);
  });

  afterEach(() => {
    proxy.reform();
  });

  after(async () => {
    await proxy.stop();
    await node.stop();
  });

  it("gives what the node answered", async () => {
    expect(await openEndpoint(proxy.url, 1, patience).ask("eth_x", [])).to.deep.equal({ result: "eth_x" });
  });

  it("gives a refusal as one, with its data", async () => {
    proxy.fail({ error: { code: 3, message: "execution reverted", data: "0x01" } });

    expect(await openEndpoint(proxy.url, 1, patience).ask("eth_call", [])).to.deep.equal({
      error: { code: 3, message: "execution reverted", data: "0x01" },
    });
  });

  const silences: readonly [Fault, string][] = [
    ["refused", "HTTP status 500"],
    [{ status: 404 }, "HTTP status 404"],
    [{ status: 429 }, "HTTP status 429"],
    ["reset", "the connection failed or broke off"],
    ["half", "the connection failed or broke off"],
    ["moved", "the connection failed or broke off"],
    ["silent", "no answer in time"],
    ["html", "no JSON-RPC answer"],
    ["other id", "no JSON-RPC answer"],
  ];
  for (const [fault, reason] of silences) {
    it(`F16: says that the endpoint was silent: ${reason} (${JSON.stringify(fault)})`, async () => {
      proxy.fail(fault);

      const error = await rejection(() => openEndpoint(proxy.url, 2, patience).ask("eth_x", []));

      expect(error).to.be.instanceOf(RetryableError).with.property("code", "CHAIN_ENDPOINT_SILENT");
      expect(error.context).to.deep.equal({ endpoint: 2, method: "eth_x", reason });
    });
  }

  it("F16 T75: does not read an answer without end", async () => {
    proxy.fail("endless");

    const error = await rejection(() =>
      openEndpoint(proxy.url, 1, { ...patience, timeoutMs: 60_000 }).ask("eth_x", []),
    );

    expect(error.context.reason).to.equal("an answer without end");
  });

  it("F16: asks again after the time that the endpoint asks for, and gives up after so many times", async () => {
    proxy.fail({ status: 429, retryAfter: "0" }, { times: 2 });
    expect(await openEndpoint(proxy.url, 1, patience).ask("eth_x", [])).to.deep.equal({ result: "eth_x" });

    proxy.reform();
    proxy.fail({ status: 503, retryAfter: "0" });
    expect(await codeOf(openEndpoint(proxy.url, 1, patience).ask("eth_x", []))).to.equal("CHAIN_ENDPOINT_SILENT");
    expect(proxy.asked).to.have.length(3);
  });

  it("F16: does not wait longer than it may, nor for a date", async () => {
    for (const retryAfter of ["2", "Wed, 21 Oct 2099 07:28:00 GMT"]) {
      proxy.reform();
      proxy.fail({ status: 429, retryAfter });
      expect(await codeOf(openEndpoint(proxy.url, 1, patience).ask("eth_x", []))).to.equal("CHAIN_ENDPOINT_SILENT");
      expect(proxy.asked).to.have.length(1);
    }
  });

  it("F37: stops at once, whether it waits for an answer or for its time to ask again", async () => {
    const stopping = new AbortController();
    const patient = { timeoutMs: 60_000, retryAfterMs: 60_000, attempts: 2, stop: stopping.signal };
    proxy.fail({ status: 429, retryAfter: "50" }, { method: "eth_x" });
    proxy.fail("silent", { method: "eth_y" });
    const asking = ["eth_x", "eth_y"].map((method) =>
      rejection(() => openEndpoint(proxy.url, 1, patient).ask(method, [])),
    );
    while (proxy.asked.length < 2) await setTimeout(5);
    stopping.abort();

    expect((await Promise.all(asking)).map(({ context }) => context.reason)).to.deep.equal([
      "the program stops",
      "the program stops",
    ]);
  });

  it("sends a user name and a password as such", async () => {
    const { host } = new URL(node.url);
    await openEndpoint(`http://us%40er:pass@${host}`, 1, patience).ask("eth_x", []);

    expect(authorization).to.equal(`Basic ${Buffer.from("us@er:pass").toString("base64")}`);
  });

  it("T69: says nothing of the address, which may hold a key", async () => {
    const error = await rejection(() => openEndpoint("http://127.0.0.1:1/SECRET", 3, patience).ask("eth_x", []));

    expect(JSON.stringify([error, error.message, error.hint, String(error.cause)])).not.to.match(/SECRET|127\.0/);
  });

  it("refuses what is no web address, without repeating it", async () => {
    for (const url of ["", "localhost:8545", "ws://node.example", "file:///etc/passwd"]) {
      expect(await rejectedCode(() => openEndpoint(url, 1, patience))).to.equal("CHAIN_BAD_ENDPOINT");
    }
  });
});

describe("silent", () => {
  it("names the endpoint by its number", () => {
    expect(silent(2, "eth_call", "a reason").message).to.equal("Endpoint 2 did not answer eth_call: a reason.");
  });
});
