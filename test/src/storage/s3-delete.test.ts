import { expect } from "chai";
import type { IncomingMessage } from "node:http";
import { createS3Client } from "../../../src/storage/s3-client.ts";
import { deleteObject } from "../../../src/storage/s3-delete.ts";
import { startHost } from "../../helpers/local-host.ts";
import { rejectedCode } from "../../helpers/rejected-code.ts";
import { s3Server } from "../../helpers/servers/s3-server.ts";

const sha256Empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
const credentials = { accessKeyId: "a", secretAccessKey: "b" };
type Reply = readonly [status: number, text: string];

/** Deletes the object `key` at a service that answers as it is told, and gives what it was asked. */
async function deleteAt(reply: (question: string) => Reply | undefined): Promise<{ asked: string[]; error?: unknown }> {
  const asked: string[] = [];
  const host = await startHost((request: IncomingMessage, response) => {
    const { pathname, search } = new URL(request.url!, "http://a");
    const question = `${request.method} ${pathname}${search}`;
    asked.push(question);
    const [status, text] = reply(question) ?? [204, ""];
    response.writeHead(status).end(status === 204 ? undefined : text);
  });
  const client = createS3Client({ endpoint: new URL(host.url), region: "r", bucket: "b", prefix: "" }, credentials);
  const error: unknown = await deleteObject(client, "key").catch((failure: unknown) => failure);
  await host.stop();
  return error === undefined ? { asked } : { asked, error };
}

const listing = (what: "Versions" | "MultipartUploads", items = "", more = "<IsTruncated>false</IsTruncated>") =>
  `<List${what}Result xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${items}${more}</List${what}Result>`;
const version = (key: string, id: string, kind = "Version") =>
  `<${kind}><Key>${key}</Key><VersionId>${id}</VersionId></${kind}>`;
const deletions = (asked: readonly string[]) => asked.filter((question) => question.startsWith("DELETE"));

describe("deleting all that a bucket holds of an object", function () {
  this.timeout(600_000);

  it("T48: deletes versions, markers and unfinished uploads (OpenStack Swift, over HTTP)", async () => {
    const { url, credentials: right, makeBucket, ask } = await s3Server();
    const bucket = `delete-${Date.now()}`;
    await makeBucket(bucket, { keepsVersions: true });
    const client = createS3Client({ endpoint: new URL(url), region: "us-east-1", bucket, prefix: "" }, right);
    const put = (key: string) =>
      client.sendForText({ method: "PUT", key, content: { bytes: "", sha256: sha256Empty } });
    for (const key of ["key", "key", "other"]) await put(key);
    await client.sendForText({ method: "DELETE", key: "key" });
    await put("key");
    for (const key of ["key", "key", "other"])
      await client.sendForText({ method: "POST", key, query: { uploads: "" } });

    await deleteObject(client, "key");

    const [versions, uploads] = [await ask(`/${bucket}?versions`), await ask(`/${bucket}?uploads`)];
    expect(versions.text).to.include("<Key>other</Key>").and.not.include("<Key>key</Key>");
    expect(uploads.text).to.include("<Key>other</Key>").and.not.include("<Key>key</Key>");
    await deleteObject(client, "key");
  });

  it("goes through lists of several pages, oldest first, and touches no other key", async () => {
    const page = listing(
      "Versions",
      version("key", "3") + version("key/other", "9"),
      "<IsTruncated>true</IsTruncated><NextKeyMarker>key</NextKeyMarker><NextVersionIdMarker>3</NextVersionIdMarker>",
    );
    const last = listing("Versions", version("key", "2", "DeleteMarker") + version("key", "a&amp;1"));
    const { asked, error } = await deleteAt((question) => {
      if (question.includes("version-id-marker=3")) return [200, last];
      if (question.includes("?versions")) return [200, page];
      return question.includes("?uploads") ? [200, listing("MultipartUploads")] : undefined;
    });
    expect(error).to.equal(undefined);
    expect(deletions(asked)).to.deep.equal([
      "DELETE /b/key?versionId=a%261",
      "DELETE /b/key?versionId=2",
      "DELETE /b/key?versionId=3",
    ]);
  });

  it("deletes the object alone where there are no versions, whatever the service answers to the question", async () => {
    const answers: Reply[] = [
      [501, "<Error><Code>NotImplemented</Code></Error>"],
      [405, "<Error><Code>MethodNotAllowed</Code></Error>"],
      [400, "<Error><Code>InvalidArgument</Code></Error>"],
      [200, "<ListBucketResult><Contents><Key>key</Key></Contents></ListBucketResult>"],
    ];
    for (const answer of answers) {
      const { asked, error } = await deleteAt((question) => (question.startsWith("GET") ? answer : undefined));
      expect(error, answer[1]).to.equal(undefined);
      expect(deletions(asked), answer[1]).to.deep.equal(["DELETE /b/key"]);
    }
  });

  it("T48: deletes what it can see and says so when it may not see the versions", async () => {
    const { asked, error } = await deleteAt((question) =>
      question.includes("?versions") ? [403, "<Error><Code>AccessDenied</Code></Error>"] : undefined,
    );
    expect(deletions(asked)).to.deep.equal(["DELETE /b/key"]);
    expect(error).to.include({ code: "STORAGE_DELETE_INCOMPLETE" });
  });

  it("T48: says so when a version is locked", async () => {
    const { error } = await deleteAt((question) => {
      if (question.includes("?versions")) return [200, listing("Versions", version("key", "1"))];
      return question.startsWith("DELETE") ? [403, "<Error><Code>AccessDenied</Code></Error>"] : undefined;
    });
    expect(error).to.include({ code: "STORAGE_DELETE_INCOMPLETE" });
  });

  it("is content when somebody else deleted it meanwhile", async () => {
    const { error } = await deleteAt((question) => {
      if (question.includes("?versions")) return [200, listing("Versions", version("key", "1"))];
      if (question.includes("?uploads"))
        return [200, listing("MultipartUploads", "<Upload><Key>key</Key><UploadId>u</UploadId></Upload>")];
      return [404, "<Error><Code>NoSuchUpload</Code></Error>"];
    });
    expect(error).to.equal(undefined);
  });

  it("fails when there is no such bucket, or the service is not well", async () => {
    const { url, credentials: right } = await s3Server();
    const place = { endpoint: new URL(url), region: "us-east-1", bucket: "missing-bucket", prefix: "" };
    expect(await rejectedCode(() => deleteObject(createS3Client(place, right), "key"))).to.equal("STORAGE_NO_BUCKET");
    const { error } = await deleteAt(() => [503, "<Error><Code>SlowDown</Code></Error>"]);
    expect(error).to.include({ code: "STORAGE_HOST_FAILED" });
  });
});
