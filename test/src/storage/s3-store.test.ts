import { expect } from "chai";
import { createS3Store } from "../../../src/storage/s3-store.ts";
import { startHost } from "../../helpers/local-host.ts";
import { rejectedCode } from "../../helpers/rejected-code.ts";
import { seededBytes } from "../../helpers/seeded-bytes.ts";
import { s3Server } from "../../helpers/servers/s3-server.ts";
import { hashOf } from "./temporary-store.ts";

const blob = seededBytes(1000, 51);

describe("blobs in an S3 bucket (OpenStack Swift, over HTTP)", function () {
  this.timeout(600_000);
  const bucket = `store-${Date.now()}`;
  const open = async (place: { bucket?: string; prefix?: string; endpoint?: string }) => {
    const { url, credentials } = await s3Server();
    const endpoint = new URL(place.endpoint ?? url);
    return createS3Store(
      { region: "us-east-1", bucket: place.bucket ?? bucket, prefix: place.prefix ?? "", endpoint },
      credentials,
    );
  };

  before(async () => (await s3Server()).makeBucket(bucket));

  it("are objects named by their hash, below the prefix", async () => {
    for (const prefix of ["", "some/prefix"]) await (await open({ prefix })).put(blob);
    const { text } = await (await s3Server()).ask(`/${bucket}`);
    const digits = hashOf(blob).slice(2);
    const keys = [...text.matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, key]) => key);
    expect(keys.sort()).to.deep.equal([
      `${digits.slice(0, 2)}/${digits}`,
      `some/prefix/${digits.slice(0, 2)}/${digits}`,
    ]);
  });

  it("are not said to be absent or removed when it is the bucket that is missing", async () => {
    const misspelt = await open({ bucket: "missing-bucket" });
    for (const action of [misspelt.get, misspelt.has, misspelt.delete]) {
      expect(await rejectedCode(() => action(hashOf(blob)))).to.equal("STORAGE_NO_BUCKET");
    }
    expect(await rejectedCode(() => misspelt.put(blob))).to.equal("STORAGE_NO_BUCKET");
  });

  it("are not said to be absent to somebody who may not ask", async () => {
    const host = await startHost((_, response) => response.writeHead(403).end());
    const closed = await open({ endpoint: host.url });
    expect(await rejectedCode(() => closed.has(hashOf(blob)))).to.equal("STORAGE_HOST_REFUSED");
    expect(await rejectedCode(() => closed.get(hashOf(blob)))).to.equal("STORAGE_HOST_REFUSED");
    await host.stop();
  });
});
