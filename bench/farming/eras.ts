import { toRow, type Row } from "./bars.ts";
import { earnInTurn } from "./earn.ts";
import { honestExport, type Stage } from "./stage.ts";
import { wrapForPortal } from "./write-export.ts";

const LIKE_CLASSIC = { atLeast: 900 } as const;

/** The same conversations in the containers of every era, against the classic one. */
export async function measureEras(stage: Stage): Promise<Row[]> {
  const classic = honestExport(stage, "classic");
  const sharded = honestExport(stage, "sharded");
  const earned = async (zip: Uint8Array<ArrayBuffer>) => (await earnInTurn([{ zip, owner: 1 }])).units;
  const baseline = await earned(classic);
  return [
    toRow("classic, one file", baseline, baseline, LIKE_CLASSIC),
    toRow("sharded", await earned(sharded), baseline, LIKE_CLASSIC),
    toRow("slim", await earned(honestExport(stage, "slim")), baseline, LIKE_CLASSIC),
    toRow("Privacy Portal", await earned(wrapForPortal(sharded)), baseline, LIKE_CLASSIC),
  ];
}
