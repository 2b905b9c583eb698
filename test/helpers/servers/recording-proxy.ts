import { request as ask } from "node:http";
import { buffer } from "node:stream/consumers";
import { startHost, type LocalHost } from "../local-host.ts";

/** Stands before a server and keeps what went to and fro. */
export type RecordingProxy = LocalHost & {
  /** `METHOD path` of each request with its headers, its body, and the body of its answer. */
  readonly exchanged: readonly Buffer[];
};

/** Starts a proxy for the server at `target`. Bodies are passed on whole, not piece by piece. */
export async function startRecordingProxy(target: string): Promise<RecordingProxy> {
  const exchanged: Buffer[] = [];
  const host = await startHost((incoming, outgoing) => {
    void (async () => {
      const { method, headers, url = "" } = incoming;
      const body = await buffer(incoming);
      exchanged.push(Buffer.from(`${method} ${url} ${JSON.stringify(headers)}`), body);
      // The host header stays as it is, since it is part of what is signed to an S3 service.
      const onward = ask(target + url, { method, headers, agent: false }, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
        if (method === "HEAD") outgoing.end();
        else void buffer(answer).then((text) => exchanged.push(text) && outgoing.end(text));
      });
      onward.on("error", () => outgoing.destroy());
      onward.end(body);
    })().catch(() => outgoing.destroy());
  });
  return { ...host, exchanged };
}
