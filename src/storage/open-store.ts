import { existsSync } from "node:fs";
import { InvalidInputError } from "../primitives/errors.ts";
import type { BlobStore } from "./blob-store.ts";
import { pathParts } from "./bundle-file.ts";
import { isAddress } from "./bundle-source.ts";
import { createDiskStore } from "./disk-store.ts";
import { createFallbackStore, type NamedStore } from "./fallback-store.ts";
import { createIpfsStore } from "./ipfs-store.ts";
import { createS3Store } from "./s3-store.ts";

/** Where credentials and settings are read from: the variables of the environment. */
type Environment = Readonly<Record<string, string | undefined>>;

const IPFS_FOLDER = "chatgpt-data-collective";
const FORMS = "a folder, ipfs+http://host:5001[/folder] or s3://bucket[/prefix][?endpoint=…&region=…]";

/**
 * Opens a blob store by what the person at this machine calls it, or several, separated by commas, as one
 * ({@link createFallbackStore}); `STORAGE_COPIES` says how many of these must take a blob, or else all.
 *
 * Credentials come from the environment alone: `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY` and `AWS_SESSION_TOKEN`;
 * `IPFS_API_AUTHORIZATION`. `AWS_REGION` and `AWS_ENDPOINT_URL_S3` stand in for the two parameters of an S3 address. Only
 * folders are looked at before the first use.
 *
 * @throws {InvalidInputError} `STORAGE_BAD_ADDRESS`, `STORAGE_NO_CREDENTIALS`; and what {@link createDiskStore} throws.
 */
export async function openStore(address: string, environment: Environment = process.env): Promise<BlobStore> {
  // A line of .env with nothing after the = says nothing.
  const stated = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
  const stores: NamedStore[] = [];
  for (const name of placesOf(address)) stores.push({ name, store: await openOne(name, stated) });
  const [only] = stores;
  if (only === undefined) throw badAddress("nothing");
  return stores.length === 1 ? only.store : createFallbackStore(stores, copiesOf(stores.length, stated));
}

/** The folders in the address of a store that are not there. An empty one in their place would look like lost blobs. */
export function missingFolders(address: string): readonly string[] {
  return placesOf(address).filter((place) => !isAddress(place) && !existsSync(place));
}

function placesOf(address: string): readonly string[] {
  return address
    .split(",")
    .map((place) => place.trim())
    .filter((place) => place !== "");
}

async function openOne(place: string, environment: Environment): Promise<BlobStore> {
  if (!isAddress(place)) return createDiskStore(place);
  const url = URL.parse(place);
  if (url === null || url.username + url.password + url.hash !== "") throw badAddress("an address with other parts");
  if (url.protocol === "ipfs+http:" || url.protocol === "ipfs+https:") return openIpfs(url, environment);
  if (url.protocol === "s3:") return openS3(url, environment);
  throw badAddress(url.protocol);
}

function openIpfs(url: URL, environment: Environment): BlobStore {
  if (url.search !== "") throw badAddress("an IPFS address with parameters");
  const api = URL.parse(`${url.protocol.slice("ipfs+".length)}//${url.host}`);
  if (api === null) throw badAddress("an IPFS address without a host");
  const { IPFS_API_AUTHORIZATION: authorization } = environment;
  const folder = pathOf(url);
  return createIpfsStore({ api, ...(authorization && { authorization }) }, folder === "" ? IPFS_FOLDER : folder);
}

function openS3(url: URL, environment: Environment): BlobStore {
  const isKnown = (name: string): boolean => name === "endpoint" || name === "region";
  if (![...url.searchParams.keys()].every(isKnown)) throw badAddress("an S3 address with other parameters");
  const { AWS_REGION = "us-east-1", AWS_ENDPOINT_URL_S3 = "" } = environment;
  const region = url.searchParams.get("region") ?? AWS_REGION;
  if (!/^[a-z0-9-]+$/.test(region)) throw badAddress("an S3 address with another region");
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(url.hostname)) throw badAddress("an S3 address without a bucket");
  const stated = url.searchParams.get("endpoint") ?? AWS_ENDPOINT_URL_S3;
  const place = {
    endpoint: endpointAt(stated === "" ? `https://s3.${region}.amazonaws.com` : stated),
    region,
    bucket: url.hostname,
  };
  return createS3Store({ ...place, prefix: pathOf(url) }, s3Credentials(environment));
}

function endpointAt(address: string): URL {
  const url = URL.parse(address);
  const isWeb = url?.protocol === "https:" || url?.protocol === "http:";
  if (url !== null && isWeb && url.username + url.password + url.search + url.hash === "") return url;
  throw badAddress("an S3 address with an endpoint that is no plain http or https address");
}

function s3Credentials(environment: Environment) {
  const {
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: sessionToken,
  } = environment;
  if (accessKeyId === undefined || secretAccessKey === undefined) {
    throw new InvalidInputError("STORAGE_NO_CREDENTIALS", "Expected credentials for the S3 service.", {
      hint: "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment or in .env.",
    });
  }
  return { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) };
}

/** The path without slashes around it: plain names. */
function pathOf({ pathname }: URL): string {
  const path = pathname.replace(/^\/|\/$/g, "");
  return path === "" ? "" : pathParts(path).join("/");
}

function copiesOf(stores: number, { STORAGE_COPIES: stated }: Environment): number {
  const copies = Number(stated ?? stores);
  if (Number.isInteger(copies) && copies >= 1 && copies <= stores) return copies;
  throw new InvalidInputError("STORAGE_BAD_COPIES", `Expected STORAGE_COPIES to be from 1 to ${stores}.`, {
    hint: "Leave it out, and every store must take a blob.",
  });
}

function badAddress(got: string): InvalidInputError {
  return new InvalidInputError("STORAGE_BAD_ADDRESS", `Expected a store, got ${got}.`, {
    hint: `A store is ${FORMS}, or several of these, separated by commas. Credentials belong into the environment.`,
  });
}
