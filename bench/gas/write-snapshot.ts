import { existsSync } from "node:fs";
import { readSnapshot, writeSnapshot } from "./snapshot-file.ts";
import { compareSnapshots, describeDifference } from "./snapshot/compare-snapshots.ts";
import { measureOperations } from "./snapshot/measure-operations.ts";

/** Writes `gas-snapshot.json` anew and says what changed by more than the check allows. */
const isFirst = !existsSync(new URL("../../gas-snapshot.json", import.meta.url));
const before = isFirst ? {} : readSnapshot();
const after = await measureOperations();
writeSnapshot(after);
for (const difference of compareSnapshots(before, after)) console.log(describeDifference(difference));
console.log(`${Object.keys(after).length} operations in gas-snapshot.json`);
