import { expect } from "chai";
import { createReadStream, symlinkSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { verifyEpoch } from "../../../scripts/rewards/verify-epoch.ts";
import { readEpoch } from "../../../src/chain/read-epoch.ts";
import { leafAt } from "../../../src/merkle/reward-leaves.ts";
import { bundleFiles, bundleFolder } from "../../../src/rewards/bundle.ts";
import { writeBundle } from "../../../src/storage/bundle-folder.ts";
import { calculateReport } from "../../../src/validator/calculate-report.ts";
import { codeOf } from "../../helpers/code-of.ts";
import { collectiveAtWork, syntheticZip } from "../../helpers/collective-at-work.ts";
import { startHost } from "../../helpers/local-host.ts";
import { agreeAndActivate, scoreAndReveal } from "../../helpers/scored-epoch.ts";

const work = await collectiveAtWork();
const { collective, record, people, prepare, register, blobs, folder } = work;
for (const index of [0, 1]) await register(people[index]!, await prepare(people[index]!, syntheticZip(50 + index)));
await scoreAndReveal(work, 1);
const state = await readEpoch(collective, record, 1);
const result = await calculateReport({ state, blobs, previousFiles: null });
const bundle = bundleFolder(1, result.report.inputsHash);
await writeBundle(folder, bundle, bundleFiles(result));
await agreeAndActivate(work, result);

describe("verifyEpoch", () => {
  it("finds no difference between the chain and an honest bundle, however its folder is spelled", async () => {
    const here = process.cwd();
    const spellings = [folder, `${folder}/`, relative(here, folder), `${folder}/epochs/..`];
    for (const spelling of spellings) {
      expect(await verifyEpoch(collective, record, { epoch: 1, bundles: spelling })).to.deep.equal({
        ok: true,
        differences: [],
      });
    }
    process.chdir(folder);
    const verdict = await verifyEpoch(collective, record, { epoch: 1, bundles: "." }).finally(() => {
      process.chdir(here);
    });
    expect(verdict).to.deep.equal({ ok: true, differences: [] });
  });

  it("finds no difference in what a host gives, which cannot list", async () => {
    const host = await startHost((request, response) => {
      createReadStream(join(folder, request.url!)).pipe(response);
    });
    const verdict = await verifyEpoch(collective, record, { epoch: 1, bundles: host.url }).finally(host.stop);

    expect(verdict).to.deep.equal({ ok: true, differences: [] });
  });

  it("finds a file that is not what it was, and ones that do not belong there", async () => {
    writeFileSync(join(folder, bundle, "leaves.bin"), "else");
    writeFileSync(join(folder, bundle, "notes.txt"), "mine");
    symlinkSync("leaves.bin", join(folder, bundle, "link"));

    const { differences } = await verifyEpoch(collective, record, { epoch: 1, bundles: folder });
    expect(differences.map(({ code, where }) => `${code} ${where}`)).to.deep.equal([
      "FILE_BYTES leaves.bin",
      `LEAF ${leafAt(result.tree.leaves, 0).account}`,
      "FILE_LIST link",
      "FILE_LIST notes.txt",
    ]);
  });

  it("says that there is nothing to read instead of failing", async () => {
    const { ok, differences } = await verifyEpoch(collective, record, { epoch: 1, bundles: join(folder, "nowhere") });

    expect(ok).to.equal(false);
    expect(new Set(differences.map(({ code }) => code))).to.deep.equal(new Set(["UNREADABLE"]));
  });

  it("refuses an epoch without an active root", async () => {
    expect(await codeOf(verifyEpoch(collective, record, { epoch: 2, bundles: folder }))).to.equal(
      "REWARDS_EPOCH_NOT_ACTIVE",
    );
  });
});
