import { randomUUID } from "node:crypto";
import fs from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { hexToBytes } from "../../../src/primitives/bytes.ts";
import type { Hex32 } from "../../../src/primitives/identifiers.ts";
import type { BlobStore } from "../../../src/storage/blob-store.ts";
import { openStore } from "../../../src/storage/open-store.ts";
import { ipfsNode } from "../../helpers/servers/ipfs-node.ts";
import { s3Server } from "../../helpers/servers/s3-server.ts";

/** A store with nothing in it, and a look behind it. */
export type OpenedStore = {
  readonly address: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly store: BlobStore;
  /** Whether the backend itself still has anything of a blob of at most 1 MiB. */
  readonly keeps: (sha256: Hex32) => Promise<boolean>;
};

type Place = Omit<OpenedStore, "store">;

/** The adapters that promise the same, by what the tests call them. */
export const adapters: Readonly<Record<string, () => Promise<OpenedStore>>> = {
  "a folder": async () => open(await diskPlace()),
  "an IPFS node (js-ipfs, over HTTP)": async () => open(await ipfsPlace()),
  "an S3 bucket (OpenStack Swift, over HTTP)": async () => open(await s3Place(false)),
  "an S3 bucket that keeps versions (OpenStack Swift)": async () => open(await s3Place(true)),
  "all of them as one": async () => open(await joined([diskPlace(), ipfsPlace(), s3Place(false)])),
};

async function open(place: Place): Promise<OpenedStore> {
  return { ...place, store: await openStore(place.address, place.environment) };
}

async function diskPlace(): Promise<Place> {
  const address = await fs.mkdtemp(join(tmpdir(), "contract-"));
  process.once("exit", () => void fs.rm(address, { recursive: true, force: true }));
  const keeps = async (sha256: Hex32): Promise<boolean> =>
    (await fs.readdir(address, { recursive: true })).some((path) => path.includes(sha256.slice(2)));
  return { address, environment: {}, keeps };
}

/** The place of a store at the IPFS node, or at a proxy before it. */
export async function ipfsPlace(api?: string): Promise<Place> {
  const node = await ipfsNode();
  const address = `ipfs+${api ?? node}/contract-${randomUUID()}`;
  return { address, environment: {}, keeps: async (sha256) => (await blocksOf(node)).has(rawCid(sha256)) };
}

/** The place of a store in a bucket of its own at the S3 server, or at a proxy before it. */
export async function s3Place(keepsVersions: boolean, endpoint?: string): Promise<Place> {
  const { url, credentials, makeBucket, ask } = await s3Server();
  const bucket = `contract-${randomUUID()}`;
  await makeBucket(bucket, { keepsVersions });
  return {
    address: `s3://${bucket}/some/prefix?endpoint=${encodeURIComponent(endpoint ?? url)}`,
    environment: { AWS_ACCESS_KEY_ID: credentials.accessKeyId, AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey },
    keeps: async (sha256) => {
      const lists = await Promise.all([ask(`/${bucket}?versions`), ask(`/${bucket}?uploads`)]);
      return lists.some(({ text }) => text.includes(sha256.slice(2)));
    },
  };
}

async function joined(promised: readonly Promise<Place>[]): Promise<Place> {
  const places = await Promise.all(promised);
  return {
    address: places.map(({ address }) => address).join(","),
    environment: Object.assign({}, ...places.map(({ environment }) => environment)) as Record<string, string>,
    keeps: async (sha256) => (await Promise.all(places.map(({ keeps }) => keeps(sha256)))).includes(true),
  };
}

async function blocksOf(api: string): Promise<Set<string>> {
  const response = await fetch(`${api}/api/v0/refs/local`, { method: "POST" });
  const lines = (await response.text()).split("\n").filter((line) => line !== "");
  return new Set(lines.map((line) => (JSON.parse(line) as { Ref: string }).Ref));
}

/** The CIDv1 of a block that is the blob itself: version 1, raw, SHA-256 of 32 bytes, in base32. */
export function rawCid(sha256: Hex32): string {
  const bytes = [0x01, 0x55, 0x12, 0x20, ...hexToBytes(sha256)];
  const bits = bytes.map((byte) => byte.toString(2).padStart(8, "0")).join("");
  const groups = bits.match(/.{1,5}/g) ?? [];
  const digit = (group: string): string =>
    "abcdefghijklmnopqrstuvwxyz234567"[Number.parseInt(group.padEnd(5, "0"), 2)]!;
  return `b${groups.map(digit).join("")}`;
}
