import { eventsOf, type Check } from "./finding.ts";

/** How many epochs the contributors are given to earn the votes that governance needs. */
export const EPOCHS_TO_VOTES = 4;

const BPS = 10_000n;

/** An account and the votes that are delegated to it now. */
export type Delegate = { readonly account: string; readonly votes: bigint };

/** Everybody to whom votes are delegated, most votes first. */
export async function delegates({ collective, record }: Check): Promise<readonly Delegate[]> {
  const { token } = collective;
  const changes = await eventsOf(token, token.filters.DelegateVotesChanged(), record);
  const latest = new Map(changes.map(({ args }) => [String(args.delegate), BigInt(String(args.newVotes))]));
  return [...latest]
    .map(([account, votes]) => ({ account, votes }))
    .filter(({ votes }) => votes > 0n)
    .sort((a, b) => (a.votes > b.votes ? -1 : a.votes < b.votes ? 1 : 0));
}

/**
 * The votes that contributors will hold after the first {@link EPOCHS_TO_VOTES} epochs, if every budget is paid out and
 * delegated. Before the first claims nobody can vote: the reserve, the treasury and the vesting wallets never delegate.
 */
export function earnedVotes(remaining: bigint, emissionBps: bigint, validatorShareBps: bigint): bigint {
  let left = remaining;
  let earned = 0n;
  for (let epoch = 0; epoch < EPOCHS_TO_VOTES; epoch++) {
    const emission = (left * emissionBps) / BPS;
    earned += emission - (emission * validatorShareBps) / BPS;
    left -= emission;
  }
  return earned;
}
