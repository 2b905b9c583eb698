import { expect } from "chai";
import type { RequestListener } from "node:http";
import { InvalidInputError, RetryableError } from "../../../src/primitives/errors.ts";
import { answerOf, askHost, unwelcomeStatus, type Patience } from "../../../src/storage/ask-host.ts";
import { collect } from "../../helpers/collect.ts";
import { startHost, type LocalHost } from "../../helpers/local-host.ts";
import { rejectedCode } from "../../helpers/rejected-code.ts";

describe("asking a host that nobody trusts", () => {
  let host: LocalHost;
  let answer: RequestListener;
  const ask = (patience?: Patience, sentBytes?: number) =>
    askHost("the file", async (signal) => answerOf(await fetch(host.url, { signal })), patience, sentBytes);
  const read = async (patience?: Patience) => new TextDecoder().decode(await collect((await ask(patience)).body));

  before(async () => {
    host = await startHost((request, response) => {
      answer(request, response);
    });
  });

  after(() => host.stop());

  it("gives the status, the headers and the body", async () => {
    answer = (_, response) => response.writeHead(206, { "x-name": "value" }).end("body");
    const { status, headers, body } = await ask();
    expect([status, headers.get("x-name")]).to.deep.equal([206, "value"]);
    expect(new TextDecoder().decode(await collect(body))).to.equal("body");
  });

  it("gives an empty body where there is none", async () => {
    answer = (_, response) => response.writeHead(204).end();
    expect(await read()).to.equal("");
  });

  it("T75: gives up on one that does not answer, and on one that stops", async () => {
    answer = () => undefined;
    expect(await rejectedCode(() => ask({ silenceMs: 100 }))).to.equal("STORAGE_HOST_SLOW");
    answer = (_, response) => response.write("half");
    expect(await rejectedCode(() => read({ silenceMs: 100 }))).to.equal("STORAGE_HOST_SLOW");
  });

  it("T75: gives up on one that sends a byte from time to time, for ever", async () => {
    answer = (_, response) => {
      const timer = setInterval(() => response.write("a"), 20);
      response.on("close", () => {
        clearInterval(timer);
      });
    };
    expect(await rejectedCode(() => read({ silenceMs: 200, slowestRate: 1 }))).to.equal("STORAGE_HOST_SLOW");
  });

  it("does not count the time that the reader takes", async () => {
    answer = (_, response) => response.end(Buffer.alloc(3_000_000));
    const reader = (await ask({ silenceMs: 150 })).body.getReader();
    for (let pieces = 0; ; pieces++) {
      if (pieces < 3) await new Promise((resolve) => setTimeout(resolve, 100));
      if ((await reader.read()).done) break;
    }
  });

  it("waits longer for the answer when there is much to send", async () => {
    answer = (_, response) => setTimeout(() => response.end("late"), 300);
    expect(await rejectedCode(() => ask({ silenceMs: 100, slowestRate: 1 }, 0))).to.equal("STORAGE_HOST_SLOW");
    expect((await ask({ silenceMs: 100, slowestRate: 1 }, 5_000)).status).to.equal(200);
  });

  it("says when a host is not there, or breaks off", async () => {
    answer = ({ socket }) => socket.destroy();
    expect(await rejectedCode(() => ask())).to.equal("STORAGE_HOST_UNREACHABLE");
    answer = (_, response) => {
      response.writeHead(200, { "content-length": 9 }).write("half");
      setTimeout(() => response.destroy(), 20);
    };
    expect(await rejectedCode(() => read())).to.equal("STORAGE_HOST_UNREACHABLE");
  });

  it("ends the connection when the reader has enough", async () => {
    const closed = new Promise((resolve) => {
      answer = (_, response) => {
        response.write("first");
        response.on("close", resolve);
      };
    });
    const reader = (await ask()).body.getReader();
    await reader.read();
    await reader.cancel();
    await closed;
  });

  it("lets an error of this project through", async () => {
    const failure = new InvalidInputError("STORAGE_FORBIDDEN_ADDRESS", "no");
    expect(await askHost("a", () => Promise.reject(failure)).catch((error: unknown) => error)).to.equal(failure);
  });

  it("tells a host that cannot answer now from one that refuses", () => {
    for (const status of [408, 425, 429, 500, 502, 503, 599]) {
      expect(unwelcomeStatus("a", status), `${status}`)
        .to.be.instanceOf(RetryableError)
        .and.include({ code: "STORAGE_HOST_FAILED" });
    }
    for (const status of [204, 301, 400, 401, 403, 404, 409, 418]) {
      expect(unwelcomeStatus("a", status), `${status}`)
        .to.be.instanceOf(InvalidInputError)
        .and.include({ code: "STORAGE_HOST_REFUSED" });
    }
    expect(unwelcomeStatus("a", 403, "AccessDenied").context).to.deep.equal({
      what: "a",
      status: 403,
      reason: "AccessDenied",
    });
  });
});
