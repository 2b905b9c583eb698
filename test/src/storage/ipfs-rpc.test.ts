import { expect } from "chai";
import type { RequestListener } from "node:http";
import { callNode, linesOf } from "../../../src/storage/ipfs-rpc.ts";
import { collect, streamOf } from "../../helpers/collect.ts";
import { startHost, type LocalHost } from "../../helpers/local-host.ts";
import { rejectedCode, rejection } from "../../helpers/rejected-code.ts";
import { seededBytes } from "../../helpers/seeded-bytes.ts";

const answerWith = (text: string, step = 3) => {
  const bytes = new TextEncoder().encode(text);
  const pieces = Array.from({ length: Math.ceil(bytes.length / step) }, (_, i) =>
    bytes.subarray(i * step, (i + 1) * step),
  );
  return { status: 200, headers: new Headers(), body: streamOf(pieces) };
};
const linesIn = async (text: string) => {
  const lines = [];
  for await (const line of linesOf(answerWith(text))) lines.push(line);
  return lines;
};

describe("calling the RPC API of an IPFS node", () => {
  let host: LocalHost;
  let answer: RequestListener;
  const node = () => ({ api: new URL(host.url) });
  const answering = (status: number, text: string): void => {
    answer = (_, response) => response.writeHead(status).end(text);
  };

  before(async () => {
    host = await startHost((request, response) => {
      answer(request, response);
    });
  });

  after(() => host.stop());

  it("posts arguments in their order, options, a file, and the right to call", async () => {
    answer = (request, response) => {
      response.setHeader("x-seen", `${request.method} ${request.url} ${request.headers.authorization ?? "nobody"}`);
      request.pipe(response);
    };
    const seen = await callNode(
      { ...node(), authorization: "Bearer secret" },
      {
        route: "files/cp",
        args: ["/ipfs/a b", "/c&d"],
        options: { parents: "true" },
        file: new Blob([seededBytes(99)]),
      },
    );
    expect(seen?.headers.get("x-seen")).to.equal(
      "POST /api/v0/files/cp?arg=%2Fipfs%2Fa+b&arg=%2Fc%26d&parents=true Bearer secret",
    );
    expect(Buffer.from(await collect(seen!.body)).includes(Buffer.from(seededBytes(99)))).to.equal(true);
    const { headers } = (await callNode({ api: new URL(`${host.url}/below/`) }, { route: "version" }))!;
    expect(headers.get("x-seen")).to.equal("POST /below/api/v0/version nobody");
  });

  it("gives nothing when what it is about does not exist, in Kubo's words and in those of js-ipfs", async () => {
    for (const message of ["file does not exist", "/a/b does not exist"]) {
      answering(500, JSON.stringify({ Message: message, Code: 0, Type: "error" }));
      expect(await callNode(node(), { route: "files/stat" }), message).to.equal(null);
    }
  });

  it("tells a full node, one that fails, and one that refuses", async () => {
    answering(500, JSON.stringify({ Message: "write: no space left on device" }));
    expect(await rejectedCode(() => callNode(node(), { route: "add" }))).to.equal("STORAGE_FULL");
    answering(500, JSON.stringify({ Message: "context canceled" }));
    expect(await rejectedCode(() => callNode(node(), { route: "add" }))).to.equal("STORAGE_HOST_FAILED");
    answering(403, "Forbidden");
    expect(await rejectedCode(() => callNode(node(), { route: "add" }))).to.equal("STORAGE_HOST_REFUSED");
  });

  it("is not led elsewhere", async () => {
    answer = (_, response) => response.writeHead(307, { location: host.url }).end();
    expect(await rejectedCode(() => callNode(node(), { route: "add" }))).to.equal("STORAGE_HOST_UNREACHABLE");
  });

  it("says nothing of the address, the right to call, or the node's words in its errors", async () => {
    answering(500, JSON.stringify({ Message: "/secret/path is locked" }));
    const { message, hint, context } = await rejection(() =>
      callNode({ ...node(), authorization: "Bearer secret" }, { route: "files/rm", args: ["/secret/path"] }),
    );
    expect(JSON.stringify([message, hint, context])).to.not.match(/secret|127\.0\.0\.1/);
  });

  it("reads the documents of an answer, however the pieces fall", async () => {
    expect(await linesIn('{"a":"ä"}\n\n{"b":2}\n')).to.deep.equal([{ a: "ä" }, { b: 2 }]);
    expect(await linesIn('{"a":1}')).to.deep.equal([{ a: 1 }]);
    expect(await linesIn("\n")).to.deep.equal([]);
  });

  it("refuses an answer that is something else, or one line without end", async () => {
    expect(await rejectedCode(() => linesIn("<html>"))).to.equal("STORAGE_HOST_FAILED");
    expect(await rejectedCode(() => linesIn(`{"a":"${"x".repeat(70_000)}`))).to.equal("STORAGE_HOST_FAILED");
  });
});
