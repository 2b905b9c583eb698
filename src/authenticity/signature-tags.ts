import { colonList, readTagList } from "./tag-list.ts";

/** What a `DKIM-Signature` says about itself (RFC 6376 §3.5). */
export type SignatureTags = {
  readonly algorithm: string;
  /** In lower case. */
  readonly domain: string;
  readonly selector: string;
  /** What follows the last `@` of the identity; the domain when it has none. */
  readonly identityDomain: string;
  /** Names of the signed fields in lower case; a name may stand there more often than the field in the mail. */
  readonly fields: readonly string[];
  readonly signedAt: number | null;
  readonly expiresAt: number | null;
  readonly hasBodyLength: boolean;
};

const REQUIRED = ["v", "a", "b", "bh", "d", "h", "s"];
const DOMAIN = /^[a-z0-9_](?:[a-z0-9._-]{0,251}[a-z0-9])?$/i;
const CANONICALISATION = /^(?:relaxed|simple)(?:\/(?:relaxed|simple))?$/;
const SECONDS = /^\d{1,12}$/;

/** Reads the value of a `DKIM-Signature`; null when it is malformed or needs something that no verifier has to know. */
export function readSignatureTags(value: string): SignatureTags | null {
  const tags = readTagList(value);
  if (tags === null || !isWellFormed(tags)) return null;
  const get = (name: string): string => tags.get(name) ?? "";
  const seconds = (name: string): number | null => (tags.has(name) ? Number(get(name)) : null);
  const domain = get("d").toLowerCase();
  const identity = tags.get("i") ?? domain;
  return {
    algorithm: get("a"),
    domain,
    selector: get("s").toLowerCase(),
    identityDomain: identity.slice(identity.lastIndexOf("@") + 1).toLowerCase(),
    fields: colonList(get("h")).map((name) => name.toLowerCase()),
    signedAt: seconds("t"),
    expiresAt: seconds("x"),
    hasBodyLength: tags.has("l"),
  };
}

function isWellFormed(tags: ReadonlyMap<string, string>): boolean {
  const fits = (name: string, pattern: RegExp): boolean => pattern.test(tags.get(name) ?? "");
  const fitsIfGiven = (name: string, pattern: RegExp): boolean => !tags.has(name) || fits(name, pattern);
  return (
    REQUIRED.every((name) => fits(name, /./)) &&
    fits("v", /^1$/) &&
    fits("d", DOMAIN) &&
    fits("s", DOMAIN) &&
    fitsIfGiven("c", CANONICALISATION) &&
    fitsIfGiven("t", SECONDS) &&
    fitsIfGiven("x", SECONDS)
  );
}
