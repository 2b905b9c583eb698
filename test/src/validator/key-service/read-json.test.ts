import { expect } from "chai";
import { createServer, request, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { readJson } from "../../../../src/validator/key-service/read-json.ts";
import { codeOf } from "../../../helpers/code-of.ts";

/** What `readJson` makes of a body that arrives in these pieces, at most 16 bytes allowed. */
async function read(pieces: readonly (string | Uint8Array)[], length?: number): Promise<unknown> {
  let outcome: Promise<unknown> = Promise.resolve();
  const server = createServer((incoming: IncomingMessage, response) => {
    outcome = codeOf(readJson(incoming, 16));
    void outcome.then(() => response.end());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((resolve) => {
    const headers = length === undefined ? {} : { "content-length": length };
    const outgoing = request({ port, host: "127.0.0.1", method: "POST", headers });
    outgoing.on("response", (response) => response.resume().on("end", resolve));
    outgoing.on("error", () => {
      resolve();
    });
    for (const piece of pieces) outgoing.write(piece);
    outgoing.flushHeaders();
    if (length === undefined) outgoing.end();
  });
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  return outcome;
}

describe("readJson", () => {
  it("reads a document, in however many pieces", async () => {
    expect(await read(['{"a"', ":1}"])).to.deep.equal({ resolved: { a: 1 } });
  });

  it("T75: stops at a body that is too long, by what is said of it or by what comes", async () => {
    expect(await read([], 17)).to.equal("KEYS_TOO_LARGE");
    expect(await read(["[1,2,3,4,", "5,6,7,8,9,10]"])).to.equal("KEYS_TOO_LARGE");
  });

  it("refuses what is no JSON or no UTF-8", async () => {
    for (const pieces of [[], ["{"], ["nothing"], [Uint8Array.of(0x22, 0xff, 0x22)]]) {
      expect(await read(pieces)).to.equal("KEYS_NOT_JSON");
    }
  });
});
