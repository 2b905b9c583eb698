import { expect } from "chai";
import { randomUUID } from "node:crypto";
import { createIpfsStore } from "../../../src/storage/ipfs-store.ts";
import { collect } from "../../helpers/collect.ts";
import { startHost } from "../../helpers/local-host.ts";
import { rejectedCode } from "../../helpers/rejected-code.ts";
import { seededBytes } from "../../helpers/seeded-bytes.ts";
import { startFaultProxy } from "../../helpers/servers/fault-proxy.ts";
import { ipfsNode } from "../../helpers/servers/ipfs-node.ts";
import { rawCid } from "./opened-stores.ts";
import { hashOf } from "./temporary-store.ts";

describe("blobs at an IPFS node (js-ipfs, over HTTP)", function () {
  this.timeout(600_000);
  const folder = `ipfs-store-${randomUUID()}`;
  let api: string;
  const open = (at = api, name = folder) => createIpfsStore({ api: new URL(at) }, name);
  const call = async (route: string) => {
    const response = await fetch(`${api}/api/v0/${route}`, { method: "POST" });
    return response.text();
  };
  const pathOf = (blob: Uint8Array, name = folder) => `/${name}/${hashOf(blob).slice(2, 4)}/${hashOf(blob).slice(2)}`;

  before(async () => {
    api = await ipfsNode();
  });

  it("lie in the node's file tree under their hash, where anybody with its address of the tree finds them", async () => {
    const blob = seededBytes(1000, 41);
    await open().put(blob);
    const { Hash: root } = JSON.parse(await call(`files/stat?arg=/${folder}`)) as { Hash: string };
    const found = await fetch(
      `${api}/api/v0/cat?arg=/ipfs/${root}/${hashOf(blob).slice(2, 4)}/${hashOf(blob).slice(2)}`,
      {
        method: "POST",
      },
    );
    expect(Buffer.compare(new Uint8Array(await found.arrayBuffer()), blob)).to.equal(0);
  });

  it("have pieces of 1 MiB with names that follow from their bytes alone", async () => {
    const blob = seededBytes(2_500_000, 42);
    await open().put(blob);
    const links = await call(
      `refs?arg=/ipfs/${(JSON.parse(await call(`files/stat?arg=${pathOf(blob)}`)) as { Hash: string }).Hash}`,
    );
    const pieces = [0, 1, 2].map((i) => blob.subarray(i * 1_048_576, (i + 1) * 1_048_576));
    const refs = links.split("\n").filter((line) => line !== "");
    expect(refs.map((line) => (JSON.parse(line) as { Ref: string }).Ref)).to.deep.equal(
      pieces.map((p) => rawCid(hashOf(p))),
    );
  });

  it("are not pinned, so that nothing holds them once their name is gone", async () => {
    const blob = seededBytes(1000, 43);
    await open().put(blob);
    expect(await call("pin/ls")).to.not.include(rawCid(hashOf(blob)));
    await call("repo/gc");
    expect(await collect(await open().get(hashOf(blob)))).to.deep.equal(blob);
  });

  it("take the place of what something else put under their name", async () => {
    const [blob, other] = [seededBytes(1000, 44), new FormData()];
    other.append("file", new Blob(["something else"]));
    await fetch(`${api}/api/v0/files/write?arg=${pathOf(blob)}&create=true&parents=true`, {
      method: "POST",
      body: other,
    });
    expect(await rejectedCode(async () => collect(await open().get(hashOf(blob))))).to.equal("STORAGE_HASH_MISMATCH");

    await open().put(blob);
    expect(await collect(await open().get(hashOf(blob)))).to.deep.equal(blob);
  });

  it("T48: that another folder of the node has as well stay there, and go when that one removes them too", async () => {
    const [blob, neighbour] = [seededBytes(1000, 45), open(api, `${folder}-2`)];
    for (const store of [open(), neighbour]) await store.put(blob);

    await open().delete(hashOf(blob));
    expect(await collect(await neighbour.get(hashOf(blob)))).to.deep.equal(blob);
    await neighbour.delete(hashOf(blob));
    expect(await call("refs/local")).to.not.include(rawCid(hashOf(blob)));
  });

  it("T48: are collected when the removal that took their name away was ended before", async () => {
    const blob = seededBytes(1000, 46);
    await open().put(blob);
    await call(`files/rm?arg=${pathOf(blob)}`);
    expect(await call("refs/local")).to.include(rawCid(hashOf(blob)));

    await open().delete(hashOf(blob));
    expect(await call("refs/local")).to.not.include(rawCid(hashOf(blob)));
  });

  it("that go at once are collected together", async () => {
    const proxy = await startFaultProxy(api);
    const store = open(proxy.url);
    const blobs = Array.from({ length: 6 }, (_, i) => seededBytes(100 + i, 47));
    for (const blob of blobs) await store.put(blob);
    proxy.set("none");

    await Promise.all(blobs.map((blob) => store.delete(hashOf(blob))));
    expect(proxy.requests.filter((request) => request.includes("repo/gc")).length).to.be.at.most(2);
    expect(await Promise.all(blobs.map((blob) => store.has(hashOf(blob))))).to.not.include(true);
    await proxy.stop();
  });

  it("T48: are not said to be gone by a node that failed to collect", async () => {
    const host = await startHost(({ url = "" }, response) =>
      response.end(url.includes("repo/gc") ? '{"Key":null,"Error":"permission denied"}\n' : "{}"),
    );
    expect(await rejectedCode(() => open(host.url).delete(hashOf(seededBytes(9))))).to.equal("STORAGE_HOST_FAILED");
    await host.stop();
  });

  it("are not said to be there by a node that lost them", async () => {
    for (const status of [
      { Hash: "other", Size: 9 },
      { Hash: "cid", Size: 8 },
    ]) {
      const host = await startHost((request, response) => {
        request.resume();
        response.end(JSON.stringify(request.url?.includes("/add") === true ? { Hash: "cid" } : status));
      });
      expect(await rejectedCode(() => open(host.url).put(seededBytes(9)))).to.equal("STORAGE_HOST_FAILED");
      await host.stop();
    }
  });
});
