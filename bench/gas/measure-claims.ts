import {
  eigenLayer,
  eigenLayerToOne,
  merkl,
  morpho,
  ours,
  uniswap,
  type ClaimSystem,
  type OpenSystem,
} from "./claim-systems.ts";
import type { Stage } from "./stage.ts";

/** Gas per claim with a proof of 20 nodes; an account's first claim makes its balance, a later one adds to it. */
export type ClaimFigures = {
  readonly system: string;
  readonly batch: string;
  readonly first: number;
  readonly later: number;
  readonly batchFirst: number;
  readonly batchLater: number;
};

/** How many accounts a batch pays. */
const BATCH = 20;

/** All systems, ours first. The last pays one account instead of each its own and is there for completeness. */
export const claimSystems: readonly ClaimSystem[] = [
  ours,
  uniswap(256),
  uniswap(1),
  morpho,
  eigenLayer,
  merkl,
  eigenLayerToOne,
];

/** Measures one system after the other on one chain; each finds it as the one before found it. */
export async function measureClaims(stage: Stage): Promise<ClaimFigures[]> {
  const figures: ClaimFigures[] = [];
  for (const { name, batch, open } of claimSystems) {
    const before = await stage.connection.networkHelpers.takeSnapshot();
    figures.push({ system: name, batch, ...(await measureSystem(await open(stage))) });
    await before.restore();
  }
  return figures;
}

async function measureSystem({ publish, claim, claimBatch }: OpenSystem) {
  const others = Array.from({ length: BATCH }, (_, index) => index + 1);
  await publish(1);
  const first = await claim(1, 0);
  const batchFirst = await claimBatch(1, others);
  await publish(2);
  const later = await claim(2, 0);
  const batchLater = await claimBatch(2, others);
  return { first, later, batchFirst: Math.round(batchFirst / BATCH), batchLater: Math.round(batchLater / BATCH) };
}
