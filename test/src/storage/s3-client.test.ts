import { expect } from "chai";
import type { RequestListener } from "node:http";
import { createS3Client, elementsOf, s3Failure } from "../../../src/storage/s3-client.ts";
import { collect } from "../../helpers/collect.ts";
import { startHost, type LocalHost } from "../../helpers/local-host.ts";
import { rejectedCode, rejection } from "../../helpers/rejected-code.ts";
import { seededBytes } from "../../helpers/seeded-bytes.ts";
import { s3Server } from "../../helpers/servers/s3-server.ts";
import { hashOf } from "./temporary-store.ts";

const credentials = { accessKeyId: "the-key", secretAccessKey: "the-secret" };

describe("requests to an S3 service", function () {
  this.timeout(600_000);
  let host: LocalHost;
  let answer: RequestListener;
  const client = (endpoint = host.url) =>
    createS3Client({ endpoint: new URL(endpoint), region: "eu-test-1", bucket: "bucket", prefix: "" }, credentials);

  before(async () => {
    host = await startHost((request, response) => {
      answer(request, response);
    });
  });

  after(() => host.stop());

  it("are signed, name the hash of what they send, and address the bucket by path", async () => {
    answer = (request, response) => {
      response.setHeader("x-seen", JSON.stringify([request.method, request.url, request.headers]));
      request.pipe(response);
    };
    const blob = seededBytes(5000);
    const sha256 = hashOf(blob).slice(2);
    const { headers, body } = await client(`${host.url}/below/`).send({
      method: "PUT",
      key: "some/key",
      query: { partNumber: "1" },
      content: { bytes: new Blob([blob]), sha256 },
    });
    expect(await collect(body)).to.deep.equal(blob);
    const [method, url, sent] = JSON.parse(headers.get("x-seen")!) as [string, string, Record<string, string>];
    expect([method, url]).to.deep.equal(["PUT", "/below/bucket/some/key?partNumber=1"]);
    expect([sent["content-length"], sent["x-amz-content-sha256"]]).to.deep.equal(["5000", sha256]);
    expect(sent.authorization).to.match(/^AWS4-HMAC-SHA256 Credential=the-key\/\d{8}\/eu-test-1\/s3\/aws4_request, /);
    expect(JSON.stringify(sent)).to.not.include("the-secret");
  });

  it("fail with the service's code, and without keys, addresses or the service's words", async () => {
    answer = (_, response) =>
      response
        .writeHead(403)
        .end("<Error><Code>AccessDenied</Code><Message>no for the-key at 127.0.0.1</Message></Error>");
    const { code, message, hint, context } = await rejection(() => client().sendForText({ method: "GET", key: "a" }));
    expect([code, context.reason]).to.deep.equal(["STORAGE_HOST_REFUSED", "AccessDenied"]);
    expect(JSON.stringify([message, hint, context])).to.not.match(/the-key|the-secret|127\.0\.0\.1/);
  });

  it("fail when the service says so after it answered 200", async () => {
    answer = (_, response) => response.end('<?xml version="1.0"?>\n<Error><Code>InternalError</Code></Error>');
    expect(await rejectedCode(() => client().sendForText({ method: "POST", key: "a" }))).to.equal(
      "STORAGE_HOST_FAILED",
    );
  });

  it("are not led elsewhere", async () => {
    answer = (_, response) =>
      response.writeHead(301, { location: host.url }).end("<Error><Code>PermanentRedirect</Code></Error>");
    const { context } = await rejection(() => client().sendForText({ method: "GET", key: "a" }));
    expect([context.status, context.reason]).to.deep.equal([301, "PermanentRedirect"]);
  });

  it("are refused by a real service when the key, or a byte of what is sent, is another", async () => {
    const { url, credentials: right, makeBucket } = await s3Server();
    const bucket = `client-${Date.now()}`;
    await makeBucket(bucket);
    const place = { endpoint: new URL(url), region: "us-east-1", bucket, prefix: "" };
    const blob = seededBytes(100);
    const put = (sha256: string) =>
      ({ method: "PUT", key: "a", content: { bytes: new Blob([blob]), sha256 } }) as const;

    const stranger = createS3Client(place, { ...right, secretAccessKey: "wrong" });
    const refused = await rejection(() => stranger.sendForText(put(hashOf(blob).slice(2))));
    expect([refused.code, refused.context.reason]).to.deep.equal(["STORAGE_HOST_REFUSED", "SignatureDoesNotMatch"]);
    const owner = createS3Client(place, right);
    expect(await rejectedCode(() => owner.sendForText(put(hashOf(seededBytes(99)).slice(2))))).to.equal(
      "STORAGE_HOST_REFUSED",
    );
    expect((await owner.send({ method: "HEAD", key: "a" })).status).to.equal(404);
    await owner.sendForText(put(hashOf(blob).slice(2)));
    expect((await owner.send({ method: "HEAD", key: "a" })).status).to.equal(200);
  });

  it("tell a missing bucket and a full service from the rest", () => {
    const request = { method: "GET" } as const;
    expect(s3Failure(request, 404, "<Error><Code>NoSuchBucket</Code></Error>")).to.include({
      code: "STORAGE_NO_BUCKET",
    });
    expect(s3Failure(request, 507, "")).to.include({ code: "STORAGE_FULL" });
    expect(s3Failure(request, 503, "<Error><Code>SlowDown</Code></Error>")).to.include({ code: "STORAGE_HOST_FAILED" });
    expect(s3Failure(request, 400, "<Code>no code, but words</Code>")).to.include({ code: "STORAGE_HOST_REFUSED" });
  });

  it("read the elements of an answer, with what is written for signs", () => {
    const xml = "<a><Key>one</Key><Other/><Key>a&amp;b&lt;&#38;&#x26;&quot;&apos;&gt;&amp;lt;</Key></a>";
    expect(elementsOf(xml, "Key")).to.deep.equal(["one", "a&b<&&\"'>&lt;"]);
    expect(elementsOf(xml, "Missing")).to.deep.equal([]);
  });
});
