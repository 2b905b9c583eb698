import { expect } from "chai";
import { readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { verifyEpoch } from "../../../scripts/rewards/verify-epoch.ts";
import { readEpoch } from "../../../src/chain/read-epoch.ts";
import { leafAt } from "../../../src/merkle/reward-leaves.ts";
import { bundleFiles, bundleFolder } from "../../../src/rewards/bundle.ts";
import { writeBundle } from "../../../src/storage/bundle-folder.ts";
import { openBundleSource } from "../../../src/storage/bundle-source.ts";
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
const verify = (place: string, epoch = 1) =>
  verifyEpoch(collective, record, { epoch, source: openBundleSource(place) });
const fine = { epoch: 1, ok: true, differences: [] };

describe("verifyEpoch", () => {
  it("finds no difference between the chain and an honest bundle, however its folder is spelled", async () => {
    const here = process.cwd();
    for (const spelling of [folder, `${folder}/`, relative(here, folder), `${folder}/epochs/..`]) {
      expect(await verify(spelling)).to.deep.equal(fine);
    }
    process.chdir(folder);
    const verdict = await verify(".").finally(() => {
      process.chdir(here);
    });
    expect(verdict).to.deep.equal(fine);
  });

  it("takes the newest epoch with an active root when none is named", async () => {
    expect(await verify(folder, 0)).to.deep.equal(fine);
  });

  it("reads from a host, and does not call it a difference when that does not answer", async () => {
    let asked = 0;
    let status = 200;
    const host = await startHost(({ url = "" }, response) => {
      asked++;
      response.writeHead(status).end(status === 200 ? readFileSync(join(folder, url)) : "");
    });
    expect(await verify(host.url)).to.deep.equal(fine);

    [asked, status] = [0, 503];
    expect(await codeOf(verify(host.url))).to.equal("STORAGE_HOST_FAILED");
    expect(asked).to.equal(1);
    await host.stop();
  });

  it("finds a file that is not what it was, and ones that do not belong there", async () => {
    writeFileSync(join(folder, bundle, "leaves.bin"), "else");
    writeFileSync(join(folder, bundle, "notes.txt"), "mine");
    symlinkSync("leaves.bin", join(folder, bundle, "link"));

    const { differences } = await verify(folder);
    expect(differences.map(({ code, where }) => `${code} ${where}`)).to.deep.equal([
      "FILE_BYTES leaves.bin",
      `LEAF ${leafAt(result.tree.leaves, 0).account}`,
      "FILE_LIST link",
      "FILE_LIST notes.txt",
    ]);
  });

  it("says that there is nothing to read instead of failing", async () => {
    const { ok, differences } = await verify(join(folder, "nowhere"));

    expect(ok).to.equal(false);
    expect(new Set(differences.map(({ code }) => code))).to.deep.equal(new Set(["UNREADABLE"]));
  });

  it("refuses an epoch without an active root", async () => {
    expect(await codeOf(verify(folder, 2))).to.equal("REWARDS_EPOCH_NOT_ACTIVE");
  });
});
