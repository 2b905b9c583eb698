import { expect } from "chai";
import fc from "fast-check";
import { verifyBundle } from "../../../scripts/rewards/verify-bundle.ts";
import { calculateEpoch } from "../../../src/rewards/calculate-epoch.ts";
import { exampleEpoch1, exampleEpoch2, exampleResults } from "../../src/rewards/example-epochs.ts";
import { histories } from "../../src/rewards/random-history.ts";
import { factsOf, publish } from "./bundle-in-memory.ts";
import { crowdEpoch } from "./crowd-epoch.ts";
import { readerOf } from "./memory-reader.ts";
import { folderOf } from "./write-bundle.ts";

describe("verifyBundle and the calculator", () => {
  it("agree on both epochs of the worked example", async () => {
    const [first, second] = exampleResults();
    const reader = readerOf(publish([first, second]));
    const [one, two] = [factsOf(exampleEpoch1(), first), factsOf(exampleEpoch2(first), second)];
    expect((await verifyBundle({ reader, chain: one })).differences).to.deep.equal([]);
    expect((await verifyBundle({ reader, chain: two })).differences).to.deep.equal([]);
  });

  it("agree on every epoch of more than 500 random histories of several epochs", async () => {
    let severalEpochs = 0;
    const property = fc.asyncProperty(histories(4), async (history) => {
      const reader = readerOf(publish(history.map(({ result }) => result)));
      for (const { inputs, result } of history) {
        const { differences } = await verifyBundle({ reader, chain: factsOf(inputs, result) });
        expect(differences).to.deep.equal([]);
      }
      if (history.length > 1) severalEpochs++;
    });
    await fc.assert(property, { numRuns: 850 });
    expect(severalEpochs).to.be.above(500);
  }).timeout(300_000);

  it("agree on crowds that fill one shard, two, four and sixteen", async () => {
    const shards: number[] = [];
    for (const contributors of [353, 354, 707, 708, 2_900]) {
      const inputs = crowdEpoch(contributors);
      const result = calculateEpoch(inputs);
      const files = publish([result]);
      const { differences } = await verifyBundle({ reader: readerOf(files), chain: factsOf(inputs, result) });
      expect(differences).to.deep.equal([]);
      shards.push([...files.keys()].filter((path) => path.includes("/shards/")).length);
    }
    expect(shards).to.deep.equal([1, 2, 2, 4, 16]);
  }).timeout(60_000);

  it("a changed byte of any file of a random history is found", async () => {
    const property = fc.asyncProperty(
      histories(3),
      fc.nat(),
      fc.nat(),
      fc.integer({ min: 1, max: 255 }),
      async (history, f, b, bits) => {
        fc.pre(history.length > 0);
        const { inputs, result } = history.at(-1)!;
        const chain = factsOf(inputs, result);
        const files = publish(history.slice(-2).map((past) => past.result));
        const checked = [...files].filter(([path]) => path.startsWith(folderOf(chain)));
        const [path, bytes] = checked[f % checked.length]!;
        files.set(path, bytes.with(b % bytes.length, bytes[b % bytes.length]! ^ bits));
        const { differences } = await verifyBundle({ reader: readerOf(files), chain });
        expect(differences).to.not.deep.equal([]);
      },
    );
    await fc.assert(property, { numRuns: 300 });
  }).timeout(120_000);

  it("a changed byte of any shard of a crowd is found, and the account that it keeps from its proof", async () => {
    const inputs = crowdEpoch(720);
    const result = calculateEpoch(inputs);
    const chain = factsOf(inputs, result);
    const files = publish([result]);
    for (const [path, bytes] of files) {
      if (!path.includes("/shards/")) continue;
      const siblingAt = 62 + 36 * Buffer.from(bytes).readUInt32BE(56) + 4;
      for (const [at, codes] of [
        [20, ["FILE_BYTES"]],
        [60 + 35, ["FILE_BYTES", "PROOF"]],
        [siblingAt, ["FILE_BYTES", "PROOF"]],
        [bytes.length - 1, ["FILE_BYTES", "PROOF"]],
      ] as const) {
        const changed = new Map([...files, [path, bytes.with(at, bytes[at]! ^ 1)]]);
        const { differences } = await verifyBundle({ reader: readerOf(changed), chain });
        expect(
          differences.map(({ code }) => code),
          `${path}, byte ${at}`,
        ).to.deep.equal(codes);
      }
    }
  }).timeout(120_000);
});
