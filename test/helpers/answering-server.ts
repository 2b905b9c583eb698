import { startHost, type LocalHost } from "./local-host.ts";

/** A server on a loopback port that answers every request with what was set last. */
export type AnsweringServer = LocalHost & { readonly answer: (status: number, body: string) => void };

/** Starts one that answers nothing but an empty text until told otherwise. */
export async function startAnsweringServer(): Promise<AnsweringServer> {
  let [status, body] = [200, ""];
  const host = await startHost((request, response) => {
    request.resume();
    response.statusCode = status;
    response.setHeader("retry-after", "60");
    response.end(body);
  });
  return {
    ...host,
    answer: (newStatus, newBody) => {
      [status, body] = [newStatus, newBody];
    },
  };
}
