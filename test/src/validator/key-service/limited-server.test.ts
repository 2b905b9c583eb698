import { expect } from "chai";
import { connect } from "node:net";
import { startLimitedServer, type LimitedServer } from "../../../../src/validator/key-service/limited-server.ts";
import { codeOf } from "../../../helpers/code-of.ts";

const limits = { arrivalSeconds: 5, idleSeconds: 0.2, connections: 1 };

function serve(listen = { host: "127.0.0.1", port: 0 }): Promise<LimitedServer> {
  return startLimitedServer({
    listen,
    limits,
    handle: async (_request, response) => {
      await Promise.resolve();
      response.end("done");
    },
    errorAnswer: ({ code }) => ({ status: 400, body: { code }, headers: {} }),
    cannotListen: { code: "KEYS_CANNOT_LISTEN", hint: "" },
  });
}

/** Resolves when the server has closed the connection. */
function untilCut(port: number): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket
      .on("error", () => undefined)
      .on("close", () => {
        resolve();
      });
    socket.resume();
  });
}

describe("startLimitedServer", () => {
  it("F38 T75 cuts off connections that say nothing, and those beyond its limit", async () => {
    const server = await serve();
    const silent = untilCut(server.port);
    await untilCut(server.port);
    await silent;
    await server.close();
  });

  it("ends with the given code when it cannot listen", async () => {
    const server = await serve();

    expect(await codeOf(serve({ host: "127.0.0.1", port: server.port }))).to.equal("KEYS_CANNOT_LISTEN");
    await server.close();
  });
});
