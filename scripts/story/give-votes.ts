import { mined } from "../../src/chain/send-transaction.ts";
import { InvariantError } from "../../src/primitives/errors.ts";
import { formatGpt } from "../../src/primitives/format-gpt.ts";
import type { Contributor } from "./contributors.ts";
import type { World } from "./world.ts";

/** Twice what proposing needs on a local chain, so that whoever watched can propose and vote. */
const GIFT_WEI = 2_000n * 10n ** 18n;

/**
 * Sends $GPT of a contributor who has enough to the node's first account, as which the commands act when nothing else is
 * said: with the keys of the story's own people nobody could vote.
 *
 * @returns what to tell.
 */
export async function giveVotes(world: World, contributors: readonly Contributor[]): Promise<string> {
  const { token } = world.collective;
  const [visitor] = await world.ethers.getSigners();
  if (visitor === undefined) throw new InvariantError("STORY_TOO_FEW_ACCOUNTS", "Expected an account on the node.");
  for (const { name, address, account } of contributors) {
    if ((await token.balanceOf(address)) < GIFT_WEI) continue;
    await mined(world.as(account).token.transfer(visitor.address, GIFT_WEI));
    return `${name} sends you ${formatGpt(GIFT_WEI)} $GPT to govern with: npx hardhat govern delegate --network localhost`;
  }
  return "nobody earned enough to give you $GPT to govern with";
}
