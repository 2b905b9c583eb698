import { expect } from "chai";
import { request as httpRequest } from "node:http";
import type { LimitedServer } from "../../../../src/validator/key-service/limited-server.ts";
import type { Health } from "../../../../src/validator/operator/health.ts";
import {
  operatorServerLimits,
  startOperatorServer,
  type OperatorServerMeans,
} from "../../../../src/validator/operator/operator-server.ts";
import { codeOf } from "../../../helpers/code-of.ts";
import { speak } from "../../../helpers/speak.ts";

const well: Health = { isWell: true, reason: "looking", code: null, duty: null, lastLookSeconds: 1 };
const open: LimitedServer[] = [];

async function serve(more: Partial<OperatorServerMeans> = {}): Promise<number> {
  const server = await startOperatorServer({
    listen: { host: "127.0.0.1", port: 0 },
    names: ["validator.example"],
    health: () => well,
    metrics: { text: () => Promise.resolve("validator_epoch 12\n"), contentType: "text/plain; version=0.0.4" },
    ...more,
  });
  open.push(server);
  return server.port;
}

function ask(port: number, path: string, headers: Record<string, string> = {}, method = "GET") {
  return new Promise<{ status: number; type: unknown; text: string }>((resolve, reject) => {
    const outgoing = httpRequest({ host: "127.0.0.1", port, method, path, headers }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (piece: string) => (text += piece));
      response.on("end", () => {
        resolve({ status: response.statusCode ?? 0, type: response.headers["content-type"], text });
      });
    });
    outgoing.on("error", reject);
    outgoing.end();
  });
}

describe("startOperatorServer", () => {
  afterEach(async () => {
    await Promise.all(open.splice(0).map((server) => server.close()));
  });

  it("serves metrics and health, and says by the status whether the node is well", async () => {
    const ill = await serve({
      health: () => ({ ...well, isWell: false, reason: "halted", code: "CHAIN_WRONG_CHAIN" }),
    });
    const port = await serve();

    expect(await ask(port, "/metrics")).to.deep.equal({
      status: 200,
      type: "text/plain; version=0.0.4",
      text: "validator_epoch 12\n",
    });
    const health = await ask(port, "/healthz");
    expect([health.status, JSON.parse(health.text)]).to.deep.equal([200, well]);
    const { status, text } = await ask(ill, "/healthz");
    expect([status, (JSON.parse(text) as Health).code]).to.deep.equal([503, "CHAIN_WRONG_CHAIN"]);
  });

  it("F38 T80 refuses foreign names, web pages, other methods and other paths", async () => {
    const port = await serve();
    const asked = [
      await ask(port, "/metrics", { host: "evil.example" }),
      await ask(port, "/metrics", { origin: "http://127.0.0.1" }),
      await ask(port, "/metrics", { "sec-fetch-site": "same-origin" }),
      await ask(port, "/metrics", {}, "POST"),
      await ask(port, "/metrics?x"),
      await ask(port, "/metrics", { host: "validator.example:9464" }),
    ];

    expect(asked.map(({ status }) => status)).to.deep.equal([403, 403, 403, 405, 404, 200]);
  });

  it("F38 cuts off who sends slowly, and answers what is no HTTP", async () => {
    const limits = { ...operatorServerLimits, arrivalSeconds: 0.2 };
    const port = await serve({ limits });

    expect(await speak(port, "GET /metrics HTTP/1.1\r\nhost: 127")).to.match(/^HTTP\/1.1 408 [^]*VALIDATOR_TOO_SLOW/);
    expect(await speak(port, "what?\r\n\r\n")).to.match(/^HTTP\/1.1 400 [^]*VALIDATOR_BAD_REQUEST/);
  });

  it("F38 answers a flood with as little as it can", async () => {
    let renders = 0;
    const text = () => Promise.resolve(String(renders++));
    const limits = { ...operatorServerLimits, rate: { requests: 3, seconds: 3_600 } };
    const port = await serve({ limits, metrics: { text, contentType: "text/plain" } });
    const statuses: number[] = [];
    for (let i = 0; i < 10; i++) statuses.push((await ask(port, "/metrics")).status);

    expect(statuses).to.deep.equal([200, 200, 200, ...new Array<number>(7).fill(429)]);
    expect(renders).to.equal(3);
  });

  it("says nothing of what failed inside", async () => {
    const metrics = { text: () => Promise.reject(new Error("a secret")), contentType: "text/plain" };
    const { status, text } = await ask(await serve({ metrics }), "/metrics");

    expect([status, text]).to.deep.equal([500, '{"code":"VALIDATOR_UNEXPECTED"}\n']);
  });

  it("says when it cannot listen where it should", async () => {
    const port = await serve();

    expect(await codeOf(serve({ listen: { host: "127.0.0.1", port } }))).to.equal("VALIDATOR_CANNOT_LISTEN");
  });
});
