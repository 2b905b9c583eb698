import { rulesetHash, rulesetV1 } from "../../src/scoring/ruleset.ts";
import { describeMachine, type Machine } from "../machine.ts";
import type { Row } from "./bars.ts";
import { measureEras } from "./eras.ts";
import { measureForgeries } from "./forgeries.ts";
import { measureByLength, measureJunk, measureLittle } from "./inventions.ts";
import { measureRepeats, measureSplits } from "./repeats.ts";
import { openStage, type FarmingOptions } from "./stage.ts";

/** Everything one run measured. */
export type FarmingReport = Machine & {
  readonly options: FarmingOptions;
  /** Units of the honest archive with a full proof, and φ over its conversations in ‰. */
  readonly baseline: number;
  readonly freshness: number;
  readonly sections: readonly { readonly title: string; readonly rows: readonly Row[] }[];
  readonly holds: boolean;
};

/** Measures all attacks; the figures depend on the options alone. */
export async function measureFarming(options: FarmingOptions): Promise<FarmingReport> {
  const stage = await openStage(options);
  const sections = [
    { title: "Honest archives of every era, in ‰ of the classic one", rows: await measureEras(stage) },
    { title: "Text that was counted before", rows: await measureRepeats(stage) },
    { title: "One archive, several accounts", rows: await measureSplits(stage) },
    { title: "Junk of the honest archive's shape", rows: await measureJunk(stage) },
    { title: "Junk by length, in ‰ of honest text of the same shape", rows: await measureByLength(stage) },
    { title: "Junk in many little contributions", rows: await measureLittle(stage) },
    { title: "Forgeries: no promise, only what is so", rows: await measureForgeries(stage) },
  ];
  return {
    ...describeMachine({ ruleset: rulesetHash(rulesetV1) }),
    options,
    baseline: stage.baseline,
    freshness: stage.freshness,
    sections,
    holds: sections.every(({ rows }) => rows.every(({ holds }) => holds)),
  };
}
