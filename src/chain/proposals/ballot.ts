import { concat, toBeHex, type Signer, type TypedDataDomain } from "ethers";
import { InvalidInputError } from "../../primitives/errors.ts";
import type { Hex } from "../../primitives/bytes.ts";
import type { Address } from "../../primitives/identifiers.ts";
import type { RequestTypedData } from "../registry-request.ts";
import { collectiveDomain } from "../typed-data.ts";

/** How OpenZeppelin's `GovernorCountingFractional` numbers the ways to vote; 255 divides the votes. */
export const supportNumbers = { against: 0, for: 1, abstain: 2, split: 255 } as const;

/** A way to vote. */
export type Support = keyof typeof supportNumbers;

/** Wei of $GPT for each answer of a vote that is divided. */
export type VoteSplit = { readonly against: bigint; readonly for: bigint; readonly abstain: bigint };

/** What a voter says. */
export type Ballot = {
  readonly proposalId: bigint;
  readonly voter: Address;
  readonly support: Support;
  /** Only with `split`. */
  readonly split: VoteSplit | null;
  /** For everybody to read; may be empty. */
  readonly reason: string;
};

/** A ballot as it is signed: good on one chain, for one governor, once. */
export type BallotRequest = Ballot & {
  readonly chainId: number;
  readonly governor: Address;
  /** The upper 192 bits are those of the proposal's id, so that votes on different proposals wait for none of each other. */
  readonly nonce: bigint;
};

const MOST = 2n ** 128n;
const BALLOT = [
  { name: "proposalId", type: "uint256" },
  { name: "support", type: "uint8" },
  { name: "voter", type: "address" },
  { name: "nonce", type: "uint256" },
];
const EXTENDED_BALLOT = [...BALLOT, { name: "reason", type: "string" }, { name: "params", type: "bytes" }];

/**
 * The parameters of a divided vote: 16 bytes each for, in this order, against, for and abstain; none for any other vote.
 *
 * @throws {InvalidInputError} `CHAIN_BAD_VOTE_SPLIT` when a part is not from 0 to 2^128 − 1 wei, or all are 0.
 */
export function voteParams({ support, split }: Pick<Ballot, "support" | "split">): Hex {
  if (support !== "split") return "0x";
  const parts = split === null ? [] : [split.against, split.for, split.abstain];
  if (parts.some((part) => part < 0n || part >= MOST) || parts.every((part) => part === 0n)) {
    throw new InvalidInputError("CHAIN_BAD_VOTE_SPLIT", "Expected votes for at least one of against, for and abstain.");
  }
  return concat(parts.map((part) => toBeHex(part, 16))) as Hex;
}

/** The parts of a divided vote; null when these are no such parameters. */
export function splitOf(params: string): VoteSplit | null {
  if (!/^0x[0-9a-f]{96}$/.test(params)) return null;
  const part = (index: number) => BigInt(`0x${params.slice(2 + 32 * index, 34 + 32 * index)}`);
  return { against: part(0), for: part(1), abstain: part(2) };
}

/** Whether a ballot has to be sent, and signed, with its reason and parameters. */
export function isExtended({ support, reason }: Pick<Ballot, "support" | "reason">): boolean {
  return support === "split" || reason !== "";
}

/** The first number of a voter's signatures for a proposal: `NoncesKeyed` of OpenZeppelin, with the id as its key. */
export function firstNonce(proposalId: bigint): bigint {
  return BigInt.asUintN(192, proposalId) << 64n;
}

/** The typed data that a vote's signature is of. Pure. */
export function ballotTypedData(ballot: BallotRequest): RequestTypedData {
  const { proposalId, voter, support, nonce, reason, chainId, governor } = ballot;
  const domain: TypedDataDomain = collectiveDomain(chainId, governor);
  const common = { proposalId, support: supportNumbers[support], voter, nonce };
  return isExtended(ballot)
    ? { domain, types: { ExtendedBallot: EXTENDED_BALLOT }, value: { ...common, reason, params: voteParams(ballot) } }
    : { domain, types: { Ballot: BALLOT }, value: common };
}

/** Lets `signer`, the voter, sign. Asks no node for anything. */
export async function signBallot(signer: Pick<Signer, "signTypedData">, ballot: BallotRequest): Promise<Hex> {
  const { domain, types, value } = ballotTypedData(ballot);
  return (await signer.signTypedData(domain, types, value)) as Hex;
}
