import { z } from "zod";
import { splitOf, supportNumbers, voteParams, type BallotRequest, type Support } from "../chain/proposals/ballot.ts";
import type { Hex } from "../primitives/bytes.ts";
import { canonicalJson } from "../primitives/canonical-json.ts";
import { InvalidInputError } from "../primitives/errors.ts";
import { addressSchema } from "../primitives/hex-schemas.ts";

/** A ballot with its voter's signature: whoever has it can deliver it, and change nothing. */
export type SignedBallot = BallotRequest & { readonly signature: Hex };

/** What stands in `format`; another value is another version and refused. */
const FORMAT = "governance-vote-v1";
const MOST_BYTES = 32_768;

const uint256 = z
  .string()
  .regex(/^(?:0|[1-9]\d{0,77})$/)
  .transform(BigInt)
  .refine((value) => value < 2n ** 256n);
const fields = z.strictObject({
  format: z.literal(FORMAT),
  chainId: z.number().int().positive().max(Number.MAX_SAFE_INTEGER),
  governor: addressSchema,
  proposalId: uint256,
  voter: addressSchema,
  support: z.enum(Object.keys(supportNumbers) as [Support, ...Support[]]),
  params: z.string().regex(/^0x(?:[0-9a-f]{96})?$/),
  reason: z.string().max(4_096),
  nonce: uint256,
  /** A wallet with code may accept any bytes; none has more than a few hundred. */
  signature: z.string().regex(/^0x(?:[0-9a-f]{2}){1,4096}$/),
});

/** Writes a signed ballot as a small JSON document, which holds nothing secret. */
export function encodeVote(ballot: SignedBallot): string {
  return canonicalJson({ format: FORMAT, ...ballot, split: undefined, params: voteParams(ballot) });
}

/**
 * Reads a signed ballot that anybody may have written. By its shape alone: whether the signature is the voter's is for
 * {@link relayVote} to find out.
 *
 * @throws {InvalidInputError} `GOVERNANCE_BAD_VOTE_FILE` with the field that is missing, too much or of another kind.
 */
export function parseVote(json: string): SignedBallot {
  const { data, error } = fields.safeParse(json.length > MOST_BYTES ? null : parse(json));
  if (data === undefined) {
    const [field = "content"] = error.issues.map(({ path }) => path.join(".") || "content");
    throw badFile(field);
  }
  const { chainId, governor, proposalId, voter, support, reason, nonce } = data;
  const split = splitOf(data.params);
  if ((support === "split") !== (split !== null)) throw badFile("params");
  const signature = data.signature as Hex;
  return { chainId, governor, proposalId, voter, support, split, reason, nonce, signature };
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json) as unknown;
  } catch {
    return null;
  }
}

function badFile(field: string): InvalidInputError {
  return new InvalidInputError("GOVERNANCE_BAD_VOTE_FILE", `Expected a signed vote; its ${field} cannot be used.`, {
    context: { field },
    hint: "Use the file exactly as govern sign-vote wrote it. Nothing was sent.",
  });
}
