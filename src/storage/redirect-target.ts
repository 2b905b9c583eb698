import { InvalidInputError } from "../primitives/errors.ts";

/**
 * Where a redirect leads: from https only to https, from http also to http, never to another scheme or with a password.
 *
 * @param location - the header, relative to `from`, or null when the answer had none.
 * @param what - what was asked for, in errors; they do not repeat the addresses.
 * @throws {InvalidInputError} `STORAGE_BAD_REDIRECT`.
 */
export function redirectTarget(from: URL, location: string | null, what: string): URL {
  const to = location === null ? null : URL.parse(location, from);
  if (to === null) throw badRedirect(what, "one to no address");
  const isSafe = to.protocol === "https:" || (to.protocol === "http:" && from.protocol === "http:");
  if (!isSafe || to.username + to.password !== "") throw badRedirect(what, `one to ${to.protocol}`);
  return to;
}

/** The error for redirects that are not followed; `got` says why. */
export function badRedirect(what: string, got: string): InvalidInputError {
  return new InvalidInputError("STORAGE_BAD_REDIRECT", `Expected ${what} or a few safe redirects to it, got ${got}.`, {
    context: { what },
    hint: "Give the address that it leads to, if it is the right one.",
  });
}
