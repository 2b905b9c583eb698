import { InvalidInputError } from "../../primitives/errors.ts";
import type { Refusal } from "./decide-release.ts";

const WORDS: Readonly<Record<Refusal, readonly [message: string, hint: string]>> = {
  KEYS_GRANT_UNFUNDED: ["The price of the grant has not been paid.", "Pay it: npx hardhat access fund."],
  KEYS_GRANT_COOLING_OFF: ["The cooling-off period of the grant is not over.", "Ask again when it is."],
  KEYS_GRANT_EXPIRED: ["The grant is over.", "Ask for a new one: npx hardhat access request."],
  KEYS_GRANT_REVOKED: ["The grant was revoked.", "Nothing can be read with it any more."],
  KEYS_TOOL_WITHDRAWN: ["The tool of the grant was withdrawn.", "Ask for a grant with another tool."],
  KEYS_ACCESS_PAUSED: ["All access is paused.", "A pause ends by itself: ask again later."],
  KEYS_GRANT_NOT_USABLE: ["The grant cannot be used now.", "See where it stands: npx hardhat access grants."],
  KEYS_UNUSABLE_KEY: [
    "Nothing can be encrypted to the key that the grant names.",
    "Ask for a grant with a working age recipient.",
  ],
  KEYS_BELOW_FLOOR: [
    "Too few contributors are in the scope of the grant to hide each of them among the others.",
    "Ask again when more people allow this purpose.",
  ],
};

/** The error that tells a grantee why nothing is handed out. */
export function refusalOf(code: Refusal): InvalidInputError {
  const [message, hint] = WORDS[code];
  return new InvalidInputError(code, message, { hint });
}
