import { expect } from "chai";
import fc from "fast-check";
import { verifyBundle } from "../../../scripts/rewards/verify-bundle.ts";
import { readerOf } from "./memory-reader.ts";
import { mutations } from "./mutations.ts";
import { chain, codes, fileAt, files, first, folder, folderBefore, verify, withFile } from "./tampered.ts";
import { writeBundle } from "./write-bundle.ts";

describe("verifyBundle", () => {
  it("accepts both epochs of the worked example", async () => {
    expect(await verify(first.files, first.chain)).to.deep.equal([]);
    expect(await verify(files)).to.deep.equal([]);
  });

  it("accepts them in whatever order the chain lists things", async () => {
    const { commitments, contributions, revenue, rewardedValidators, validators } = chain;
    const facts = {
      ...chain,
      commitments: commitments.toReversed(),
      contributions: contributions.toReversed(),
      revenue: revenue.toReversed(),
      rewardedValidators: rewardedValidators.toReversed(),
      validators: validators.toReversed(),
    };
    expect(await verify(files, facts)).to.deep.equal([]);
  });

  it("accepts a bundle of a source that cannot list", async () => {
    const reader = { ...readerOf(files), list: () => Promise.resolve(null) };
    expect(await verifyBundle({ reader, chain })).to.deep.equal({ ok: true, differences: [] });
  });

  it("asks for no more bytes than the rules allow", async () => {
    const asked = new Map<string, number>();
    await verifyBundle({ reader: readerOf(files, asked), chain });
    const published = [...files].filter(([path]) => path.startsWith(folder));
    expect(Object.fromEntries(asked)).to.deep.equal({
      ...Object.fromEntries(published.map(([path, bytes]) => [path, bytes.length])),
      [`${folderBefore}leaves.bin`]: 112 + 2 * 36,
      [`${folderBefore}ledger.bin`]: 48 + 4 * 44,
    });
  });

  it("finds every changed byte of the bundle and of what the last one left", async () => {
    for (const [path, bytes] of files) {
      if (path.startsWith(folderBefore) && !/le(aves|dger)\.bin$/.test(path)) continue;
      for (let at = 0; at < bytes.length; at++) {
        const found = await codes(withFile(path, bytes.with(at, bytes[at]! ^ (1 << (at % 8)))));
        expect(found, `${path}, byte ${at}`).to.not.deep.equal([]);
      }
    }
  }).timeout(120_000);

  it("finds bytes that were changed, put in or left out in several files", async () => {
    const paths = [...files.keys()].filter((path) => path.startsWith(folder));
    const edit = fc.record({
      path: fc.constantFrom(...paths),
      at: fc.nat(400),
      leftOut: fc.nat(40),
      putIn: fc.uint8Array({ maxLength: 40 }),
    });
    const property = fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 3 }), async (edits) => {
      const changed = new Map(files);
      for (const { path, at, leftOut, putIn } of edits) {
        const bytes = Buffer.from(changed.get(path)!);
        changed.set(path, Buffer.concat([bytes.subarray(0, at), putIn, bytes.subarray(at + leftOut)]));
      }
      fc.pre(paths.some((path) => !fileAt(path).equals(changed.get(path)!)));
      expect(await codes(changed)).to.not.deep.equal([]);
    });
    await fc.assert(property, { numRuns: 1_000 });
  }).timeout(120_000);

  it("finds every change of what the chain says, save a larger budget and more contributions that are gone", async () => {
    for (const [name, value] of Object.entries(chain)) {
      for (const changed of mutations(value)) {
        const found = await codes(files, { ...chain, [name]: changed });
        if (name === "budgetWei" || name === "everContributed") expect(found).to.deep.equal([]);
        else expect(found, `${name}: ${String(changed)}`).to.not.deep.equal([]);
      }
    }
  }).timeout(60_000);

  it("refuses another quorum, too few validators, too few files, and files of a stranger", async () => {
    const { report, validators } = chain;
    expect(await codes(files, { ...chain, quorum: 2 })).to.deep.equal(["QUORUM"]);
    expect(await codes(files, { ...chain, validators: validators.slice(0, 3) })).to.include("TOO_FEW_VALIDATORS");
    expect(await codes(files, { ...chain, report: { ...report, filesBitmap: 3n } })).to.include("TOO_FEW_FILES");
    const moved = validators.map((item) => (item.slot === 1 ? { ...item, slot: 9 } : item));
    expect(await codes(files, { ...chain, validators: moved })).to.include("NOT_A_VALIDATOR");
  });

  it("refuses an emission that could be above the budget", async () => {
    expect(await codes(files, { ...chain, budgetWei: chain.budgetWei - 1n })).to.deep.equal(["OVER_BUDGET"]);
  });

  it("refuses a report of a single leaf, and one of none", async () => {
    const [contribution] = first.chain.contributions;
    const score = [contribution!.id, 1, 7] as const;
    for (const count of [0, 1]) {
      const { chain: facts, files: published } = writeBundle({
        chain: { ...first.chain, contributions: [contribution!].slice(0, count) },
        scores: Array.from({ length: 4 }, () => [score].slice(0, count)),
        ledger: [score].slice(0, count),
        leaves: [[contribution!.owner, 7n * 10n ** 18n] as const].slice(0, count),
        root: first.chain.report.root,
        totals: {},
      });
      const found = await codes(published, facts);
      expect(found.slice(0, 2)).to.deep.equal(["TOO_FEW_ACCOUNTS", "REPORT"]);
    }
  });

  it("names every field of a posted report that is not what the rules give", async () => {
    for (const [name, value] of Object.entries(chain.report)) {
      // These two decide what is read at all.
      if (name === "inputsHash" || name === "filesBitmap") continue;
      for (const changed of mutations(value)) {
        const differences = await verify(files, { ...chain, report: { ...chain.report, [name]: changed } });
        const found = typeof changed === "bigint" ? `"${changed}"` : JSON.stringify(changed);
        const expected = typeof value === "bigint" ? `"${value}"` : JSON.stringify(value);
        expect(differences[0]).to.deep.equal({ code: "REPORT", where: name, expected, found });
      }
    }
  });

  it("names a slot of the bitmap that has no file", async () => {
    const differences = await verify(files, { ...chain, report: { ...chain.report, filesBitmap: 15n } });
    expect(differences).to.deep.equal([{ code: "REPORT", where: "filesBitmap", expected: '"7"', found: '"15"' }]);
  });

  it("looks for the bundle in the folder that the report names, and nowhere else", async () => {
    const report = { ...chain.report, inputsHash: `0x${"7".repeat(64)}` };
    const differences = await verify(files, { ...chain, report });
    expect(differences.map(({ code }) => code)).to.deep.equal(["UNREADABLE", "UNREADABLE", "UNREADABLE"]);
    expect(differences[0]!.where).to.equal(`epochs/2/${"7".repeat(64)}/scores/${chain.validators[0]!.address}.bin`);
  });
});
