import { BlockList, isIP } from "node:net";

/** The IPv4 blocks that IANA lists as special-purpose, multicast and reserved (RFC 6890 and its updates). */
const NOT_PUBLIC_V4 = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
] as const;
/** All that IANA has given out for hosts in general; loopback, link-local, private, multicast, mapped and NAT64 lie outside. */
const GLOBAL_V6 = ["2000::", 3] as const;
/** Within that: protocol assignments (Teredo, benchmarks, ORCHID), documentation, and 6to4, which wraps any IPv4 address. */
const NOT_PUBLIC_V6 = [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
] as const;

const notPublic = new BlockList();
for (const [start, bits] of NOT_PUBLIC_V4) notPublic.addSubnet(start, bits, "ipv4");
for (const [start, bits] of NOT_PUBLIC_V6) notPublic.addSubnet(start, bits, "ipv6");
const global = new BlockList();
global.addSubnet(...GLOBAL_V6, "ipv6");

/**
 * Whether an IP address belongs to a host of the public internet: not this machine, its network, a provider's inside, a
 * group of hosts, or another notation for one of these. Text that is no IP address is not public.
 *
 * @param address - in the form that a resolver or the URL standard gives, without brackets.
 */
export function isPublicAddress(address: string): boolean {
  // What has a zone is meant for one link.
  const version = address.includes("%") ? 0 : isIP(address);
  if (version === 4) return !notPublic.check(address, "ipv4");
  return version === 6 && global.check(address, "ipv6") && !notPublic.check(address, "ipv6");
}

/** Whether this machine's configuration lets addresses that others state lead to private ones: `ALLOW_PRIVATE_ADDRESSES=1`. */
export function privateAddressesAllowed(environment: NodeJS.ProcessEnv = process.env): boolean {
  return environment.ALLOW_PRIVATE_ADDRESSES === "1";
}
