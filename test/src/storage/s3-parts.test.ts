import { expect } from "chai";
import { createS3Client } from "../../../src/storage/s3-client.ts";
import { PART_SIZE, uploadInParts } from "../../../src/storage/s3-parts.ts";
import { collect } from "../../helpers/collect.ts";
import { startHost } from "../../helpers/local-host.ts";
import { rejectedCode } from "../../helpers/rejected-code.ts";
import { seededBytes } from "../../helpers/seeded-bytes.ts";
import { s3Server } from "../../helpers/servers/s3-server.ts";

describe("sending a long blob in parts (OpenStack Swift, over HTTP)", function () {
  this.timeout(600_000);
  const bucket = `parts-${Date.now()}`;
  const open = async (endpoint?: string) => {
    const { url, credentials } = await s3Server();
    return createS3Client({ endpoint: new URL(endpoint ?? url), region: "us-east-1", bucket, prefix: "" }, credentials);
  };

  before(async () => (await s3Server()).makeBucket(bucket));

  it("puts them together, the last one shorter, and leaves no upload open", async () => {
    const [client, blob] = [await open(), seededBytes(2 * PART_SIZE + 1)];
    await uploadInParts(client, "whole", new Blob([blob]));
    const { body } = await client.send({ method: "GET", key: "whole" });
    expect(Buffer.compare(await collect(body), blob)).to.equal(0);
    expect((await (await s3Server()).ask(`/${bucket}?uploads`)).text).to.not.include("<Upload>");
  });

  it("gives up what was sent when it cannot be finished", async () => {
    const client = await open();
    const failing = {
      ...client,
      sendForText: (request: Parameters<typeof client.sendForText>[0]) =>
        client.sendForText(request.query?.partNumber === "2" ? { ...request, query: { partNumber: "0" } } : request),
    };
    const outcome = rejectedCode(() => uploadInParts(failing, "half", new Blob([seededBytes(2 * PART_SIZE)])));
    expect(await outcome).to.equal("STORAGE_HOST_REFUSED");
    expect((await client.send({ method: "HEAD", key: "half" })).status).to.equal(404);
    expect((await (await s3Server()).ask(`/${bucket}?uploads`)).text).to.not.include("<Upload>");
  });

  it("sends a part again when the service could not take it, three times at most", async () => {
    for (const [failures, code] of [
      [2, "none"],
      [3, "STORAGE_HOST_FAILED"],
    ] as const) {
      let left: number = failures;
      const seen: string[] = [];
      const host = await startHost((request, response) => {
        request.resume();
        seen.push(`${request.method} ${new URL(request.url!, "http://a").search}`);
        const isPart = request.url?.includes("partNumber") === true;
        if (isPart && left-- > 0) response.writeHead(503).end();
        else if (request.url?.endsWith("?uploads=") === true) response.end("<UploadId>the&amp;id</UploadId>");
        else response.setHeader("etag", '"tag"').end("<CompleteMultipartUploadResult/>");
      });
      const client = await open(host.url);
      const sent = uploadInParts(client, "a", new Blob([seededBytes(PART_SIZE)]));
      expect(await sent.then(() => ({ code: "none" })).catch((error: unknown) => error)).to.include({ code });
      expect(seen.filter((request) => request.includes("partNumber=1")).length).to.equal(3);
      expect(seen.at(-1)).to.equal(code === "none" ? "POST ?uploadId=the%26id" : "DELETE ?uploadId=the%26id");
      await host.stop();
    }
  });
});
