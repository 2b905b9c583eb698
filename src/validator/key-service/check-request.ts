import type { IncomingHttpHeaders } from "node:http";
import { isIPv6 } from "node:net";
import { InvalidInputError } from "../../primitives/errors.ts";

/** Names under which a service is reached that only listens on its own machine. */
export const loopbackNames = ["localhost", "127.0.0.1", "[::1]"] as const;

/**
 * The names, as they stand in `Host`, under which a service is asked that listens on `address` and that others know under
 * `publicNames`. An address that stands for all of this machine's is no name of it.
 */
export function serviceNames(address: string, publicNames: readonly string[]): string[] {
  const own = address === "0.0.0.0" || address === "::" ? [] : [isIPv6(address) ? `[${address}]` : address];
  return [...loopbackNames, ...own, ...publicNames].map((name) => name.toLowerCase());
}

/**
 * Refuses what no data user's program sends. A browser on the operator's machine could reach a service there for any web
 * page: pages of other origins say so themselves, and a page whose name was made to lead here by its DNS shows in `Host`.
 *
 * @param names - the names, without ports, under which this service may be asked.
 * @throws {InvalidInputError} `KEYS_HOST_REFUSED`, `KEYS_ORIGIN_REFUSED`.
 */
export function checkSender(headers: IncomingHttpHeaders, names: readonly string[]): void {
  const host = (headers.host ?? "").toLowerCase().replace(/:\d+$/, "");
  if (!names.includes(host)) {
    throw new InvalidInputError("KEYS_HOST_REFUSED", "Expected the name of this service in Host.", {
      hint: "Its operator says under which names it may be reached: --public-name.",
    });
  }
  if (headers.origin !== undefined || (headers["sec-fetch-site"] ?? "none") !== "none") {
    throw new InvalidInputError("KEYS_ORIGIN_REFUSED", "This service is not for web pages.", {
      hint: "Use npx hardhat access fetch, or a program of your own.",
    });
  }
}

/** @throws {InvalidInputError} `KEYS_NOT_JSON` unless the body is said to be JSON, neither packed nor in another alphabet. */
export function checkBodyType(headers: IncomingHttpHeaders): void {
  const isJson = /^application\/json(?:\s*;\s*charset="?utf-8"?)?$/i.test(headers["content-type"] ?? "");
  if (isJson && headers["content-encoding"] === undefined) return;
  throw notJson("Expected a body of the type application/json.");
}

/** The error for a body that is none. */
export function notJson(message: string): InvalidInputError {
  return new InvalidInputError("KEYS_NOT_JSON", message, { hint: "Send one JSON document in UTF-8, not packed." });
}
