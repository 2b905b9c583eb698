import type { AccessFollower, AccessView } from "../../chain/follow-access.ts";
import { oneAtATime } from "../../primitives/one-at-a-time.ts";

/** How often the chain is asked at most. */
export type FollowingPace = { readonly paceMs: number; readonly now: () => number };

/**
 * A follower for who asks more often than blocks come, as a scorer does with every archive: what was read less than `paceMs`
 * ago is given again.
 *
 * @param advance - reads what became final since the last call. What it throws is thrown on, and asked again the next time.
 */
export function pacedFollower(
  advance: () => Promise<AccessView>,
  { paceMs, now }: FollowingPace,
): Pick<AccessFollower, "advance"> {
  const queue = oneAtATime();
  let last: { readonly view: AccessView; readonly at: number } | undefined;
  return {
    advance: () =>
      queue(async () => {
        if (last === undefined || now() - last.at >= paceMs) last = { view: await advance(), at: now() };
        return last.view;
      }),
  };
}
