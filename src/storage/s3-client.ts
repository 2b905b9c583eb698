import { AwsClient } from "aws4fetch";
import { readBytes } from "../primitives/byte-stream.ts";
import { InvalidInputError, RetryableError } from "../primitives/errors.ts";
import { answerOf, askHost, unwelcomeStatus, type Answer, type Patience } from "./ask-host.ts";

/** Where the objects of a store are. */
export type S3Place = {
  /** The service; a bucket is the first part of its paths. */
  readonly endpoint: URL;
  readonly region: string;
  readonly bucket: string;
  /** What keys begin with: plain names joined by slashes, or nothing. */
  readonly prefix: string;
};

/** Keys for a service. They are never part of an address, an error or a log. */
export type S3Credentials = {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
};

/** One request about an object, or about the bucket when there is no key. */
export type S3Request = {
  readonly method: "GET" | "HEAD" | "PUT" | "POST" | "DELETE";
  readonly key?: string;
  readonly query?: Readonly<Record<string, string>>;
  /** What is sent, and its SHA-256 as hex digits; the service refuses other bytes. */
  readonly content?: { readonly bytes: Blob | string; readonly sha256: string };
};

/** Sends requests to one bucket. */
export type S3Client = {
  /** Gives the answer whatever its status. */
  readonly send: (request: S3Request) => Promise<Answer>;
  /** Gives the text of an answer with status 2xx; throws for all else. */
  readonly sendForText: (request: S3Request) => Promise<{ readonly text: string; readonly headers: Headers }>;
};

const LONGEST_TEXT = 16 * 1024 * 1024;

/**
 * Makes a client for one bucket, by Amazon's S3 API as of 2006-03-01, signed with Signature Version 4. It does nothing
 * before the first request.
 */
export function createS3Client(place: S3Place, credentials: S3Credentials, patience?: Patience): S3Client {
  const signer = new AwsClient({ ...credentials, service: "s3", region: place.region });

  async function send(request: S3Request): Promise<Answer> {
    const { method, content } = request;
    const signed = await signer.sign(urlOf(place, request), {
      method,
      body: content?.bytes ?? null,
      headers: content === undefined ? {} : { "x-amz-content-sha256": content.sha256 },
    });
    return askHost(
      nameOf(request),
      async (signal) => answerOf(await fetch(signed, { signal, redirect: "manual" })),
      patience,
      content?.bytes instanceof Blob ? content.bytes.size : 0,
    );
  }

  async function sendForText(request: S3Request): Promise<{ text: string; headers: Headers }> {
    const answer = await send(request);
    const text = new TextDecoder().decode(await readBytes(answer.body, LONGEST_TEXT));
    // Some requests answer 200 first and fail then.
    const isFailure = answer.status >= 300 || /^\s*(?:<\?xml[^>]*\?>\s*)?<Error>/.test(text);
    if (isFailure) throw s3Failure(request, answer.status, text);
    return { text, headers: answer.headers };
  }

  return { send, sendForText };
}

/** The error for an answer that is not the one hoped for; `text` is what came with it. */
export function s3Failure(request: S3Request, status: number, text: string): Error {
  const code = elementsOf(text, "Code")[0] ?? "";
  if (code === "NoSuchBucket") {
    return new InvalidInputError("STORAGE_NO_BUCKET", "There is no bucket of that name at this S3 service.", {
      hint: "Check the bucket, the endpoint and the region in the address of the store.",
    });
  }
  if (status === 507) {
    return new RetryableError("STORAGE_FULL", "Expected room at the S3 service.", {
      hint: "Make room there, then do it again: nothing was left half done.",
    });
  }
  // An error inside an answer with status 200 is one of the service's own.
  return unwelcomeStatus(nameOf(request), status < 300 ? 500 : status, /^\w{1,64}$/.test(code) ? code : "");
}

/** The texts of all elements of that name in an answer of the service, in their order. */
export function elementsOf(xml: string, name: string): string[] {
  return [...xml.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, "g"))].map(([, text = ""]) => unescape(text));
}

function unescape(text: string): string {
  const named: Readonly<Record<string, string>> = { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" };
  return text.replace(/&(?:(lt|gt|quot|apos|amp)|#(\d{1,7})|#x([0-9a-fA-F]{1,6}));/g, (_, word, decimal, hex) =>
    typeof word === "string"
      ? (named[word] ?? "")
      : String.fromCodePoint(typeof decimal === "string" ? Number(decimal) : Number.parseInt(String(hex), 16)),
  );
}

function urlOf({ endpoint, bucket }: S3Place, { key, query = {} }: S3Request): string {
  const url = new URL(endpoint);
  url.pathname = [url.pathname.replace(/\/$/, ""), bucket, ...(key === undefined ? [] : [key])].join("/");
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url.href;
}

function nameOf({ method, key }: S3Request): string {
  return `s3 ${method} ${key === undefined ? "bucket" : "object"}`;
}
