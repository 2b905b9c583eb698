import { expect } from "chai";
import type { RequestListener } from "node:http";
import { createPostDocument } from "../../../src/access/post-document.ts";
import { codeOf } from "../../helpers/code-of.ts";
import { startHost } from "../../helpers/local-host.ts";

/** What comes of a document that is posted to a host that answers so. */
async function post(answer: RequestListener, options = {}): Promise<unknown> {
  const host = await startHost(answer);
  try {
    const sender = createPostDocument({ silenceMs: 2_000, allowPrivate: true, ...options });
    return await codeOf(sender(new URL(`${host.url}/v1/keys`), { a: "ü" }));
  } finally {
    await host.stop();
  }
}

describe("createPostDocument", () => {
  it("sends a document and gives the one that is answered, whatever the status", async () => {
    const got = await post((request, response) => {
      let body = "";
      request.setEncoding("utf8").on("data", (piece: string) => (body += piece));
      request.on("end", () => {
        response.writeHead(429, { "retry-after": "7" });
        response.end(
          JSON.stringify({ method: request.method, url: request.url, body, type: request.headers["content-type"] }),
        );
      });
    });

    expect(got).to.deep.equal({
      resolved: {
        status: 429,
        retryAfterSeconds: 7,
        document: { method: "POST", url: "/v1/keys", body: '{"a":"ü"}', type: "application/json" },
      },
    });
  });

  it("knows of no pause that is not said in seconds", async () => {
    const got = await post((_, response) => response.writeHead(503, { "retry-after": "Wed, 21 Oct" }).end("{}"));

    expect(got).to.have.nested.property("resolved.retryAfterSeconds", null);
  });

  it("T72: sends nothing to this machine because of an address on chain, unless it is configured so", async () => {
    let connections = 0;
    const got = await post(() => connections++, { allowPrivate: false });

    expect([got, connections]).to.deep.equal(["STORAGE_FORBIDDEN_ADDRESS", 0]);
  });

  it("T72: follows no redirect", async () => {
    const got = await post((_, response) => response.writeHead(307, { location: "/elsewhere" }).end());

    expect(got).to.equal("STORAGE_BAD_REDIRECT");
  });

  it("T75: gives up on a host that is silent, at once or in the middle", async () => {
    const silent = await post(() => undefined, { silenceMs: 50 });
    const half = await post((_, response) => void response.write("{"), { silenceMs: 50 });

    expect([silent, half]).to.deep.equal(["STORAGE_HOST_SLOW", "STORAGE_HOST_SLOW"]);
  });

  it("T75: reads an endless answer no further than one may be long", async () => {
    const endless: RequestListener = (_, response) => {
      const send = (): void => {
        while (!response.destroyed && response.write(" ".repeat(65_536))) continue;
        if (!response.destroyed) response.once("drain", send);
      };
      send();
    };

    expect(await post(endless)).to.equal("PRIMITIVES_TOO_LONG");
  });

  it("says when what is answered is no JSON, or nobody is there", async () => {
    expect(await post((_, response) => response.end("<html>"))).to.equal("ACCESS_BAD_ANSWER");
    expect(await post((_, response) => response.end(Buffer.from([0x22, 0xff, 0x22])))).to.equal("ACCESS_BAD_ANSWER");
    const sender = createPostDocument({ allowPrivate: true });
    expect(await codeOf(sender(new URL("http://127.0.0.1:9"), {}))).to.equal("STORAGE_HOST_UNREACHABLE");
  });
});
