import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";

/** A web server on a loopback port of its own. */
export type LocalHost = { readonly url: string; readonly stop: () => Promise<void> };

/** Starts one that answers as it is told. */
export async function startHost(answer: RequestListener): Promise<LocalHost> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
