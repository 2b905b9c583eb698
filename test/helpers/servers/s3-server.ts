import { join } from "node:path";
import { AwsClient } from "aws4fetch";
import { swiftPrograms } from "../../../scripts/checks/servers/ensure-swift.ts";
import { startServer } from "./start-server.ts";

/** An S3 service for tests, and keys for it. */
export type S3Server = {
  readonly url: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** Makes a bucket with that name. */
  readonly makeBucket: (name: string, options?: { readonly keepsVersions?: boolean }) => Promise<void>;
  /** What the service says of anything, by a signed GET. */
  readonly ask: (path: string) => Promise<{ readonly status: number; readonly text: string }>;
};

const VERSIONING = "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>";
let started: Promise<S3Server> | undefined;

/** OpenStack Swift with its S3 API, once for all tests of a process. */
export function s3Server(): Promise<S3Server> {
  started ??= start();
  return started;
}

async function start(): Promise<S3Server> {
  const { python, environment } = await swiftPrograms();
  const port = await startServer(python, [join(import.meta.dirname, "serve-swift.py")], environment);
  const url = `http://127.0.0.1:${port}`;
  const credentials = { accessKeyId: "test:tester", secretAccessKey: "testing" };
  const client = new AwsClient({ ...credentials, service: "s3", region: "us-east-1", retries: 0 });
  const put = async (path: string, body: string): Promise<void> => {
    const { ok, status } = await client.fetch(url + path, { method: "PUT", body });
    if (!ok) throw new Error(`the S3 server answered ${status} to PUT ${path}`);
  };
  return {
    url,
    credentials,
    makeBucket: async (name, { keepsVersions = false } = {}) => {
      await put(`/${name}`, "");
      if (keepsVersions) await put(`/${name}?versioning`, VERSIONING);
    },
    ask: async (path) => {
      const response = await client.fetch(url + path);
      return { status: response.status, text: await response.text() };
    },
  };
}
