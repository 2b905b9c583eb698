import type { Challenge, KeyAnswer, KeyQuery, RefusedKey } from "../../access/key-protocol.ts";
import type { Collective } from "../../chain/collective.ts";
import type { DeploymentRecord } from "../../chain/deployment-record.ts";
import type { AccessFollower, AccessView } from "../../chain/follow-access.ts";
import { isSignedBy } from "../../chain/key-request.ts";
import { providerOf } from "../../chain/provider-of.ts";
import type { Grant } from "../../chain/read-grants.ts";
import type { Access } from "../../chain/read-receipts.ts";
import type { RegisteredContribution } from "../../chain/registry-history.ts";
import { collectiveDomain } from "../../chain/typed-data.ts";
import { CollectiveError, InvalidInputError } from "../../primitives/errors.ts";
import type { Address, Hex32 } from "../../primitives/identifiers.ts";
import { mapInTurns } from "../../primitives/map-in-turns.ts";
import type { ChallengeBook } from "./challenge-book.ts";
import { decideRelease } from "./decide-release.ts";
import type { RateLimit } from "./rate-limit.ts";
import { readGrantFacts } from "./read-grant-facts.ts";
import type { ReceiptWriter } from "./receipt-writer.ts";
import { refusalOf } from "./refusal-words.ts";
import { rewrapKey, type CustodianMeans } from "./rewrap-key.ts";

/** What a validator serves keys with. */
export type KeyServiceMeans = {
  readonly collective: Pick<Collective, "access" | "tools">;
  readonly record: Pick<DeploymentRecord, "chainId" | "contracts">;
  readonly validator: Address;
  readonly custodian: CustodianMeans;
  readonly follower: AccessFollower;
  readonly receipts: ReceiptWriter;
  readonly book: ChallengeBook;
  /** Counts the requests of each grantee that proved to be one. */
  readonly granteeLimit: RateLimit;
  /** Unix seconds. */
  readonly now: () => number;
};

/** What came of a request, for the operator: counts only. */
export type Handled = {
  readonly answer: KeyAnswer;
  /** How many receipts were written for it. */
  readonly written: number;
};

/** A validator's key service, whatever it is asked through. */
export type KeyService = {
  /** @throws {RetryableError} `KEYS_BUSY`. */
  readonly issueChallenge: () => Challenge;
  /**
   * Hands out what the grantee may be handed, after its receipts were written and mined.
   *
   * @throws {CollectiveError} `KEYS_…`: nothing is handed out; everything else is a failure of this service.
   */
  readonly handle: (query: KeyQuery) => Promise<Handled>;
};

type Rewrapped = { readonly access: Access; readonly wrap: Uint8Array } | RefusedKey;

const KEYS_AT_ONCE = 4;

/** Puts the service together. Everything it remembers is in `means`. */
export function createKeyService(means: KeyServiceMeans): KeyService {
  const { book, now, follower, granteeLimit, collective } = means;
  return {
    issueChallenge: () => book.issue(),
    async handle(query) {
      if (!book.redeem(query.challenge)) {
        throw new InvalidInputError("KEYS_BAD_CHALLENGE", "The challenge is unknown, too old, or was used before.", {
          hint: "Ask for another one, and use it for one request.",
        });
      }
      if (now() > query.deadline) {
        throw new InvalidInputError("KEYS_DEADLINE_PASSED", "The deadline of the request has passed.", {
          hint: "Sign a new one; check the clock of this machine.",
        });
      }
      const view = await follower.advance();
      const grant = await authenticate(means, view, query);
      await granteeLimit.consume(grant.grantee);
      const { facts, known } = await readGrantFacts(collective, view, grant, query.accesses);
      const decision = decideRelease(query.accesses, facts);
      if (decision.kind === "refused") throw refusalOf(decision.code);
      const rewrapped = await rewrapAll(means, decision.release, known, grant);
      return release(means, grant.id, decision.refused, rewrapped);
    },
  };
}

/** The grant, if the request is its grantee's. One answer for a grant that does not exist and for somebody else's. */
async function authenticate(
  { collective, record, validator }: KeyServiceMeans,
  { grants, block }: AccessView,
  { signature, ...query }: KeyQuery,
): Promise<Grant> {
  const grant = grants.get(query.grantId);
  const domain = collectiveDomain(record.chainId, record.contracts.access);
  const signed = { domain, request: { ...query, validator }, signature };
  const provider = providerOf(collective.access);
  if (grant !== undefined) {
    const isGrantees = await isSignedBy(provider, { account: grant.grantee, block: block.number }, signed);
    if (isGrantees) return grant;
  }
  throw new InvalidInputError("KEYS_NOT_GRANTEE", "Expected a request signed by the grantee of this grant.", {
    hint: "Sign with the grantee's account, for this validator, chain and challenge; a new grant counts once it is final.",
  });
}

async function rewrapAll(
  { custodian }: KeyServiceMeans,
  accesses: readonly Access[],
  known: ReadonlyMap<Hex32, RegisteredContribution>,
  { granteeKey }: Grant,
): Promise<Rewrapped[]> {
  return mapInTurns(accesses, KEYS_AT_ONCE, async (access) => {
    const contribution = known.get(access.contributionId);
    if (contribution === undefined) return { ...access, code: "KEYS_UNKNOWN_CONTRIBUTION" };
    try {
      return { access, wrap: await rewrapKey(contribution, granteeKey, custodian) };
    } catch (error) {
      if (error instanceof CollectiveError) return { ...access, code: error.code };
      throw error;
    }
  });
}

/** Only now, when it is known what can be handed out, are receipts written; and only what has one is handed out. */
async function release(
  { receipts }: KeyServiceMeans,
  grantId: number,
  refusedBefore: readonly RefusedKey[],
  rewrapped: readonly Rewrapped[],
): Promise<Handled> {
  const ready = rewrapped.filter((entry) => "wrap" in entry);
  const refused = [...refusedBefore, ...rewrapped.filter((entry) => "code" in entry)];
  if (ready.length === 0) return { answer: { released: [], refused }, written: 0 };
  const { recorded, written } = await receipts.record(
    grantId,
    ready.map(({ access }) => access),
  );
  const ids = new Set(recorded.map(({ contributionId }) => contributionId));
  const released = ready.filter(({ access }) => ids.has(access.contributionId));
  const gone = ready.filter(({ access }) => !ids.has(access.contributionId));
  return {
    written,
    answer: {
      released: released.map(({ access, wrap }) => ({ ...access, wrap })),
      refused: [...refused, ...gone.map(({ access }) => ({ ...access, code: "KEYS_OUT_OF_REACH" }))],
    },
  };
}
