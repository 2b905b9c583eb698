import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { formatReport } from "../../src/governance/simulation/format-report.ts";
import { gravest } from "../../src/governance/simulation/report.ts";
import { onDisk } from "../../src/storage/disk.ts";
import { runAction, toJson, type CommonArguments } from "../run-action.ts";
import { openGovernance } from "./open-governance.ts";
import { reportLines } from "./report-lines.ts";
import { simulateProposal } from "./simulate-proposal.ts";

type Arguments = CommonArguments & { proposal: string; out: string; as: string };

/** `govern simulate <id|folder>`: does on a copy of the chain what a proposal would do, and writes what that was. */
export default runAction(async ({ proposal, out, as, json }: Arguments, hre) => {
  const opened = await openGovernance(hre, { json });
  const { report, around, folder } = await simulateProposal(opened, proposal, as);
  const place = out === "" ? (folder ?? `simulation-${report.number ?? 0}`) : out;
  await onDisk("write", async () => {
    await mkdir(place, { recursive: true });
    await writeFile(join(place, "report.md"), formatReport(report, around));
    await writeFile(join(place, "report.json"), `${JSON.stringify(report, toJson, 2)}\n`);
  });
  return {
    lines: [...reportLines(report, around), `written   ${join(place, "report.md")}, ${join(place, "report.json")}`],
    document: report,
    ok: gravest(report.findings) !== "danger",
  };
});
