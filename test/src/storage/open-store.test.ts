import { expect } from "chai";
import fs from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { missingFolders, openStore } from "../../../src/storage/open-store.ts";
import { collect } from "../../helpers/collect.ts";
import { startHost } from "../../helpers/local-host.ts";
import { rejectedCode, rejection } from "../../helpers/rejected-code.ts";
import { seededBytes } from "../../helpers/seeded-bytes.ts";
import { filesIn, hashOf } from "./temporary-store.ts";

const keys = { AWS_ACCESS_KEY_ID: "the-key", AWS_SECRET_ACCESS_KEY: "the-secret" };
const blob = seededBytes(100);

/** What a host is asked first by the store that `openAt` opens at its address. */
async function firstQuestion(openAt: (url: string) => ReturnType<typeof openStore>): Promise<string> {
  const seen: string[] = [];
  const host = await startHost(({ method, url, headers }, response) => {
    seen.push(`${method} ${url} ${headers.authorization ?? "nobody"}`);
    response.writeHead(418).end();
  });
  await (await openAt(host.url)).has(hashOf(blob)).catch(() => undefined);
  await host.stop();
  return seen[0]!;
}

describe("opening a store by its address", () => {
  let folder: string;

  beforeEach(async () => {
    folder = await fs.mkdtemp(join(tmpdir(), "open-"));
  });

  afterEach(() => fs.rm(folder, { recursive: true }));

  it("opens a folder, with spaces around it or in it", async () => {
    const place = join(folder, "a b");
    await (await openStore(` ${place} `, {})).put(blob);
    expect(await filesIn(place)).to.have.length(1);
  });

  it("opens several as one, in their order", async () => {
    const places = [join(folder, "a"), join(folder, "b")];
    const store = await openStore(places.join(", "), {});
    await store.put(blob);
    for (const place of places) expect(await filesIn(place)).to.have.length(1);
    await fs.rm(places[0]!, { recursive: true });
    expect(await collect(await store.get(hashOf(blob)))).to.deep.equal(blob);
  });

  it("is content with as many copies as STORAGE_COPIES says", async () => {
    const address = `${folder},ipfs+http://127.0.0.1:1`;
    expect(await rejectedCode(async () => (await openStore(address, {})).put(blob))).to.equal("STORAGE_PUT_INCOMPLETE");
    expect((await (await openStore(address, { STORAGE_COPIES: "1" })).put(blob)).size).to.equal(100);
    for (const copies of ["0", "3", "1.5", "one"]) {
      expect(await rejectedCode(() => openStore(address, { STORAGE_COPIES: copies }))).to.equal("STORAGE_BAD_COPIES");
    }
  });

  it("finds an IPFS node, its folder, and the right to call it", async () => {
    const digits = hashOf(blob).slice(2);
    const ask = (folderName: string, environment = {}) =>
      firstQuestion((url) => openStore(`ipfs+${url}${folderName}`, environment));
    const path = (name: string) => encodeURIComponent(`/${name}/${digits.slice(0, 2)}/${digits}`);
    expect(await ask("")).to.equal(`POST /api/v0/files/stat?arg=${path("chatgpt-data-collective")} nobody`);
    expect(await ask("/some/folder/", { IPFS_API_AUTHORIZATION: "Bearer a" })).to.equal(
      `POST /api/v0/files/stat?arg=${path("some/folder")} Bearer a`,
    );
  });

  it("finds a bucket, its prefix, endpoint and region, in the address or in the environment", async () => {
    const digits = hashOf(blob).slice(2);
    const key = `${digits.slice(0, 2)}/${digits}`;
    const signed = (region: string) =>
      `AWS4-HMAC-SHA256 Credential=the-key/${new Date().toISOString().slice(0, 10).replaceAll("-", "")}/${region}/s3`;
    const inAddress = await firstQuestion((url) =>
      openStore(`s3://bucket/some/prefix?endpoint=${url}&region=eu-1`, keys),
    );
    expect(inAddress).to.match(new RegExp(`^HEAD /bucket/some/prefix/${key} ${signed("eu-1")}`));
    const inEnvironment = await firstQuestion((url) =>
      openStore("s3://bucket", { ...keys, AWS_ENDPOINT_URL_S3: url, AWS_REGION: "eu-2" }),
    );
    expect(inEnvironment).to.match(new RegExp(`^HEAD /bucket/${key} ${signed("eu-2")}`));
    const empty = { ...keys, AWS_REGION: "", AWS_SESSION_TOKEN: "" };
    const byDefault = await firstQuestion((url) => openStore(`s3://bucket?endpoint=${url}`, empty));
    expect(byDefault).to.match(new RegExp(`^HEAD /bucket/${key} ${signed("us-east-1")}`));
  });

  it("wants credentials for S3, from the environment alone", async () => {
    for (const environment of [{}, { AWS_ACCESS_KEY_ID: "a" }, { ...keys, AWS_SECRET_ACCESS_KEY: "" }]) {
      expect(await rejectedCode(() => openStore("s3://bucket", environment))).to.equal("STORAGE_NO_CREDENTIALS");
    }
    expect(await rejectedCode(() => openStore("s3://the-key:the-secret@bucket", keys))).to.equal("STORAGE_BAD_ADDRESS");
  });

  it("refuses anything else in words that do not repeat it", async () => {
    const bad = [
      ...["", " , ", "http://host.example", "ftp://host.example", "ipfs://bafy", "file:///tmp", "S4://bucket"],
      ...[
        "ipfs+http://",
        "ipfs+http://me:secret@host:5001",
        "ipfs+http://host:5001?secret=a",
        "ipfs+http://host/#secret",
      ],
      ...[
        "s3://",
        "s3://UPPER_case",
        "s3://bucket?secret=a",
        "s3://bucket?region=a/b",
        "s3://bucket?endpoint=ftp://host",
      ],
      ...[
        "s3://bucket?endpoint=https://me:secret@host",
        "s3://bucket?endpoint=https://host?secret=a",
        "s3://bucket?endpoint=host",
      ],
    ];
    for (const address of bad) {
      const { code, message, hint, context } = await rejection(() => openStore(address, keys));
      expect(code, address).to.equal("STORAGE_BAD_ADDRESS");
      expect(JSON.stringify([message, hint, context]), address).to.not.match(/secret=|me:secret/);
    }
    for (const address of ["ipfs+http://host:5001/a//b", "s3://bucket/a%2Fb"]) {
      expect(await rejectedCode(() => openStore(address, keys)), address).to.equal("STORAGE_INVALID_PATH");
    }
  });

  it("tells which folders are missing", () => {
    const missing = join(folder, "missing");
    expect(missingFolders(`${folder},${missing},ipfs+http://127.0.0.1:1,s3://bucket`)).to.deep.equal([missing]);
  });
});
