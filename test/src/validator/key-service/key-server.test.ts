import { expect } from "chai";
import { request as httpRequest } from "node:http";
import { formatKeyAnswer, parseKeyAnswer, type KeyQuery } from "../../../../src/access/key-protocol.ts";
import { RetryableError } from "../../../../src/primitives/errors.ts";
import type { KeyService } from "../../../../src/validator/key-service/key-service.ts";
import {
  keyServerLimits,
  startKeyServer,
  type KeyServer,
  type KeyServerMeans,
  type LogEntry,
} from "../../../../src/validator/key-service/key-server.ts";
import { codeOf } from "../../../helpers/code-of.ts";
import { toAddress, toHex32 } from "../../../../src/primitives/identifiers.ts";
import { speak } from "../../../helpers/speak.ts";

type Answer = { status: number; headers: Record<string, unknown>; document: Record<string, unknown> };
type Asked = { method?: string; path?: string; headers?: Record<string, string>; body?: string };

const id = toHex32(`0x${"1".repeat(64)}`);
const about = { chainId: 31337, access: toAddress(`0x${"a".repeat(40)}`), validator: toAddress(`0x${"b".repeat(40)}`) };
const json = { "content-type": "application/json" };
const query: KeyQuery = {
  grantId: 1,
  accesses: [{ contributionId: id, version: 1 }],
  challenge: id,
  deadline: 1_900_000_000,
  signature: "0xab",
};
const released = { released: [{ contributionId: id, version: 1, wrap: Uint8Array.of(1, 2, 3) }], refused: [] };
const usual: KeyService = {
  issueChallenge: () => ({ challenge: id, expiresAt: 7 }),
  handle: () => Promise.resolve({ answer: released, written: 1 }),
};

const open: KeyServer[] = [];
const lines: LogEntry[] = [];

async function serve(service: Partial<KeyService> = {}, more: Partial<KeyServerMeans> = {}): Promise<number> {
  const server = await startKeyServer({
    service: { ...usual, ...service },
    about,
    listen: { host: "127.0.0.1", port: 0 },
    names: ["127.0.0.1"],
    behindProxy: false,
    limits: keyServerLimits,
    log: (entry) => lines.push(entry),
    ...more,
  });
  open.push(server);
  return server.port;
}

function ask(port: number, { method = "POST", path = "/v1/keys", headers = json, body = "" }: Asked): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest({ host: "127.0.0.1", port, method, path, headers }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (piece: string) => (text += piece));
      response.on("end", () => {
        const document = (text === "" ? {} : JSON.parse(text)) as Record<string, unknown>;
        resolve({ status: response.statusCode ?? 0, headers: response.headers, document });
      });
    });
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

describe("startKeyServer", () => {
  beforeEach(() => {
    lines.length = 0;
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((server) => server.close()));
  });

  it("says whose keys it serves", async () => {
    const { status, document } = await ask(await serve(), { method: "GET", path: "/v1/status", headers: {} });

    expect([status, document]).to.deep.equal([200, about]);
  });

  it("gives out challenges and answers requests, for no cache and no web page", async () => {
    const port = await serve();
    const challenge = await ask(port, { path: "/v1/challenges" });
    const keys = await ask(port, { body: JSON.stringify(query) });

    expect(challenge.document).to.deep.equal({ challenge: id, expiresAt: 7 });
    expect(parseKeyAnswer(keys.document)).to.deep.equal(released);
    expect(keys.document).to.deep.equal(JSON.parse(JSON.stringify(formatKeyAnswer(released))));
    expect(keys.headers).to.include({ "cache-control": "no-store", "x-content-type-options": "nosniff" });
    expect(Object.keys(keys.headers).filter((name) => name.startsWith("access-control"))).to.deep.equal([]);
  });

  it("T80: refuses foreign names, web pages and what is no JSON, before it does anything", async () => {
    const port = await serve({ handle: () => Promise.reject(new Error("must not be asked")) });
    const body = JSON.stringify(query);
    const refused = [
      { headers: { ...json, host: "evil.example" }, body },
      { headers: { ...json, origin: "http://127.0.0.1" }, body },
      { headers: { "content-type": "text/plain" }, body },
      { headers: { ...json, "content-encoding": "gzip" }, body },
      { body: "{" },
      { body: JSON.stringify({ ...query, grantId: 0 }) },
      { path: "/v1/other" },
      { path: "/v1/keys/" },
      { method: "GET" },
      { method: "OPTIONS", headers: { host: "127.0.0.1" } },
    ];
    const answers: unknown[] = [];
    for (const asked of refused) {
      const { status, document } = await ask(port, asked);
      expect(Object.keys(document)).to.deep.equal(["code", "message", "hint"]);
      answers.push([status, document.code]);
    }

    expect(answers).to.deep.equal([
      [403, "KEYS_HOST_REFUSED"],
      [403, "KEYS_ORIGIN_REFUSED"],
      [415, "KEYS_NOT_JSON"],
      [415, "KEYS_NOT_JSON"],
      [415, "KEYS_NOT_JSON"],
      [400, "KEYS_BAD_REQUEST"],
      [404, "KEYS_NOT_FOUND"],
      [404, "KEYS_NOT_FOUND"],
      [405, "KEYS_METHOD_REFUSED"],
      [405, "KEYS_METHOD_REFUSED"],
    ]);
  });

  it("T75: reads no more of a body than a request may have", async () => {
    const port = await serve();
    const { status, document } = await ask(port, { body: `"${"x".repeat(40_000)}"` });

    expect([status, document.code]).to.deep.equal([413, "KEYS_TOO_LARGE"]);
    const endless = await speak(
      port,
      `POST /v1/keys HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n` +
        `8000\r\n${"x".repeat(0x8000)}\r\n10\r\n${"x".repeat(16)}\r\n`,
    );
    expect(endless).to.match(/^HTTP\/1.1 413 [^]*"code":"KEYS_TOO_LARGE"/);
  });

  it("T75: waits no longer for a slow request than it may take, its head or its body", async () => {
    const port = await serve({}, { limits: { ...keyServerLimits, arrivalSeconds: 0.2 } });
    const head = "POST /v1/keys HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\n";
    const answers = await Promise.all([speak(port, head), speak(port, `${head}content-length: 100\r\n\r\n{"grantId"`)]);

    for (const answer of answers) expect(answer).to.match(/^HTTP\/1.1 408 [^]*"code":"KEYS_TOO_SLOW"/);
  });

  it("answers what is no HTTP in the same shape", async () => {
    expect(await speak(await serve(), "what?\r\n\r\n")).to.match(/^HTTP\/1.1 400 [^]*"code":"KEYS_BAD_REQUEST"/);
  });

  it("T75: handles no more requests at once than it may, and says when to come back", async () => {
    let finish = (): void => undefined;
    const gate = new Promise<void>((resolve) => (finish = resolve));
    const slow = async () => {
      await gate;
      return { answer: released, written: 0 };
    };
    const port = await serve({ handle: slow }, { limits: { ...keyServerLimits, requestsAtOnce: 2 } });
    const running = [1, 2].map(() => ask(port, { body: JSON.stringify(query) }));
    await untilRefused(port);
    const refused = await ask(port, { path: "/v1/challenges" });
    finish();

    expect([refused.status, refused.document.code, refused.headers["retry-after"]]).to.deep.equal([
      503,
      "KEYS_BUSY",
      "5",
    ]);
    expect((await Promise.all(running)).map(({ status }) => status)).to.deep.equal([200, 200]);
  });

  it("T75: limits the requests of one client, and behind a proxy those that the proxy names", async () => {
    const limits = { ...keyServerLimits, rate: { requests: 2, seconds: 3_600 } };
    const port = await serve({}, { limits });
    const statuses = async (count: number, headers: Record<string, string>, at = port) => {
      const found: number[] = [];
      for (let i = 0; i < count; i++) found.push((await ask(at, { path: "/v1/challenges", headers })).status);
      return found;
    };

    expect(await statuses(3, json)).to.deep.equal([200, 200, 429]);
    expect(await statuses(1, { ...json, "x-forwarded-for": "192.0.2.1" })).to.deep.equal([429]);
    const behind = await serve({}, { limits, behindProxy: true });
    expect(await statuses(3, { ...json, "x-forwarded-for": "192.0.2.1" }, behind)).to.deep.equal([200, 200, 429]);
    expect(await statuses(1, { ...json, "x-forwarded-for": "192.0.2.1, 192.0.2.2" }, behind)).to.deep.equal([200]);
  });

  it("T68 T69: tells a failure without what is inside, and logs its code for the operator", async () => {
    const failure = new RetryableError("CHAIN_UNREACHABLE", "http://key@rpc.example", { cause: "AGE-SECRET-KEY-1" });
    const port = await serve({ handle: () => Promise.reject(failure) });
    const { status, document } = await ask(port, { body: JSON.stringify(query) });

    expect([status, document.code]).to.deep.equal([503, "KEYS_UNAVAILABLE"]);
    expect(JSON.stringify([document, lines])).to.not.match(/rpc\.example|SECRET/);
    expect(lines).to.deep.equal([{ asked: "keys", status: 503, code: "KEYS_UNAVAILABLE", cause: "CHAIN_UNREACHABLE" }]);
  });

  it("T69: logs counts, and nothing that a stranger or a contributor wrote", async () => {
    const port = await serve();
    await ask(port, { body: JSON.stringify(query) });
    await ask(port, { path: "/v1/keys%1b", headers: { ...json, "user-agent": "spy" } });

    expect(lines).to.deep.equal([
      { asked: "keys", status: 200, grantId: 1, released: 1, refused: 0, receipts: 1 },
      { asked: "unknown", status: 404, code: "KEYS_NOT_FOUND" },
    ]);
  });

  it("ends when what it was asked has been answered, and takes nothing more", async () => {
    let finish = (): void => undefined;
    let begun = (): void => undefined;
    const gate = new Promise<void>((resolve) => (finish = resolve));
    const started = new Promise<void>((resolve) => (begun = resolve));
    const port = await serve({
      handle: async () => {
        begun();
        await gate;
        return { answer: released, written: 0 };
      },
    });
    const running = ask(port, { body: JSON.stringify(query) });
    await started;
    const closed = open.pop()!.close();

    expect(await codeOf(ask(port, { path: "/v1/challenges" }))).to.equal("ECONNREFUSED");
    finish();
    expect((await running).status).to.equal(200);
    await closed;
  });

  it("says when it cannot listen where it should", async () => {
    const port = await serve();

    expect(await codeOf(serve({}, { listen: { host: "127.0.0.1", port } }))).to.equal("KEYS_CANNOT_LISTEN");
    expect(await codeOf(serve({}, { listen: { host: "192.0.2.1", port: 0 } }))).to.equal("KEYS_CANNOT_LISTEN");
  });
});

/** Resolves once a server is as busy as it may be. */
async function untilRefused(port: number): Promise<void> {
  while ((await ask(port, { path: "/v1/challenges" })).status !== 503) await new Promise(setImmediate);
}
