import { readBytes } from "../primitives/byte-stream.ts";
import { CollectiveError } from "../primitives/errors.ts";
import { askHost, unwelcomeStatus, type Patience } from "./ask-host.ts";
import { bundleFileMissing, bundleFileTooLarge } from "./bundle-file.ts";
import { guardedFetch, type StatedBy } from "./guarded-fetch.ts";

const ABSENT: readonly number[] = [404, 410];

/**
 * Fetches a file from a host that nobody trusts: it is never read beyond `maxBytes`, and not for longer than the patience
 * in `options` allows; where it may lead depends on who stated it ({@link guardedFetch}).
 *
 * @param path - what the file is called in errors; they do not repeat the address.
 * @throws {InvalidInputError} `STORAGE_BUNDLE_FILE_MISSING`, `STORAGE_TOO_LARGE`, `STORAGE_FORBIDDEN_ADDRESS`,
 * `STORAGE_BAD_REDIRECT`, `STORAGE_HOST_REFUSED` for any other answer; {RetryableError} `STORAGE_HOST_UNREACHABLE`,
 * `STORAGE_HOST_SLOW`, `STORAGE_HOST_FAILED` when it says that it cannot answer now.
 */
export async function fetchFile(
  address: URL,
  path: string,
  maxBytes: number,
  { statedBy, ...patience }: Patience & { readonly statedBy: StatedBy },
): Promise<Uint8Array<ArrayBuffer>> {
  const { status, headers, body } = await askHost(
    path,
    (signal) => guardedFetch(address, statedBy, { what: path, signal }),
    patience,
  );
  try {
    if (ABSENT.includes(status)) throw bundleFileMissing(path);
    if (status !== 200) throw unwelcomeStatus(path, status);
    // A length that the host states is only good for giving up early.
    if (Number(headers.get("content-length")) > maxBytes) throw bundleFileTooLarge(path, maxBytes);
    return await readBytes(body, maxBytes);
  } catch (error) {
    await body.cancel().catch(() => undefined);
    const isTooLong = error instanceof CollectiveError && error.code === "PRIMITIVES_TOO_LONG";
    throw isTooLong ? bundleFileTooLarge(path, maxBytes) : error;
  }
}
