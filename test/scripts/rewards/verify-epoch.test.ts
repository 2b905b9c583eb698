import { expect } from "chai";
import { writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { verifyEpoch } from "../../../scripts/rewards/verify-epoch.ts";
import { readEpoch } from "../../../src/chain/read-epoch.ts";
import { bundleFiles } from "../../../src/rewards/bundle.ts";
import { writeBundle } from "../../../src/storage/bundle-folder.ts";
import { calculateReport } from "../../../src/validator/calculate-report.ts";
import { codeOf } from "../../helpers/code-of.ts";
import { collectiveAtWork, syntheticZip } from "../../helpers/collective-at-work.ts";
import { agreeAndActivate, scoreAndReveal } from "../../helpers/scored-epoch.ts";

const work = await collectiveAtWork();
const { collective, record, people, prepare, register, blobs, folder } = work;
for (const index of [0, 1]) await register(people[index]!, await prepare(people[index]!, syntheticZip(50 + index)));
await scoreAndReveal(work, 1);
const state = await readEpoch(collective, record, 1);
const result = await calculateReport({ state, blobs, previousBundle: null });
await writeBundle(folder, bundleFiles(result));
await agreeAndActivate(work, result);

describe("verifyEpoch", () => {
  it("finds no difference between the chain and an honest bundle, however its folder is spelled", async () => {
    const here = process.cwd();
    const spellings = [folder, `${folder}/`, relative(here, folder), `${folder}/epochs/..`];
    for (const spelling of spellings) {
      expect(await verifyEpoch(collective, record, { epoch: 1, folder: spelling })).to.deep.equal({
        ok: true,
        differences: [],
      });
    }
    process.chdir(folder);
    const verdict = await verifyEpoch(collective, record, { epoch: 1, folder: "." }).finally(() => {
      process.chdir(here);
    });
    expect(verdict).to.deep.equal({ ok: true, differences: [] });
  });

  it("finds a file that is not what it was, and one that does not belong there", async () => {
    writeFileSync(join(folder, "epochs/1/leaves.bin"), "else");
    writeFileSync(join(folder, "epochs/1/notes.txt"), "mine");

    const { differences } = await verifyEpoch(collective, record, { epoch: 1, folder });
    expect(differences.map(({ code }) => code)).to.deep.equal(["FILE_LIST", "FILE_BYTES"]);
  });

  it("says that there is nothing to read instead of failing", async () => {
    const { ok, differences } = await verifyEpoch(collective, record, { epoch: 1, folder: join(folder, "nowhere") });

    expect(ok).to.equal(false);
    expect(differences.map(({ code }) => code)).to.deep.equal(["UNREADABLE"]);
  });

  it("refuses an epoch without an active root", async () => {
    expect(await codeOf(verifyEpoch(collective, record, { epoch: 2, folder }))).to.equal("REWARDS_EPOCH_NOT_ACTIVE");
  });
});
