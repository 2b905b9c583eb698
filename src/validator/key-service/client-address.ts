import { isIPv4, isIPv6 } from "node:net";

/** What is known of where a request came from. */
export type RequestOrigin = {
  readonly remoteAddress: string | undefined;
  /** The header `X-Forwarded-For`. */
  readonly forwardedFor: string | undefined;
};

/**
 * The name under which the requests of one client are counted: its IPv4 address, or the first 64 bits of its IPv6 address,
 * all of which one household has.
 *
 * @param behindProxy - whether the service stands behind the operator's own proxy. Then the last entry of
 * `X-Forwarded-For` counts, which that proxy wrote; those before it anybody may have written.
 */
export function clientAddress({ remoteAddress, forwardedFor }: RequestOrigin, behindProxy: boolean): string {
  const forwarded = behindProxy ? forwardedFor?.split(",").at(-1)?.trim() : undefined;
  const address = (forwarded ?? remoteAddress ?? "").replace(/^::ffff:(?=[\d.]+$)/i, "").replace(/%.*$/, "");
  if (isIPv4(address)) return address;
  return isIPv6(address) ? networkOf(address) : "unknown";
}

function networkOf(address: string): string {
  const [head = "", tail] = address.split("::");
  const groups = (text: string): string[] => (text === "" ? [] : text.split(":"));
  const [first, last] = [groups(head), groups(tail ?? "")];
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - first.length - last.length);
  const all = [...first, ...Array.from({ length: zeros }, () => "0"), ...last];
  return `${all
    .slice(0, 4)
    .map((group) => parseInt(group, 16).toString(16))
    .join(":")}::`;
}
