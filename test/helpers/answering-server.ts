import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A server on a loopback port that answers every request with what was set last. */
export type AnsweringServer = {
  readonly url: string;
  readonly answer: (status: number, body: string) => void;
  readonly stop: () => Promise<void>;
};

/** Starts one that answers nothing but an empty text until told otherwise. */
export async function startAnsweringServer(): Promise<AnsweringServer> {
  let [status, body] = [200, ""];
  const server = createServer((request, response) => {
    request.resume();
    response.statusCode = status;
    response.setHeader("retry-after", "60");
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answer: (newStatus, newBody) => {
      [status, body] = [newStatus, newBody];
    },
    stop: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
