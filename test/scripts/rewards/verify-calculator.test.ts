import { expect } from "chai";
import fc from "fast-check";
import type { ChainFacts } from "../../../scripts/rewards/chain-facts.ts";
import { verifyBundle } from "../../../scripts/rewards/verify-bundle.ts";
import { sha256Hex } from "../../../src/primitives/hash.ts";
import { exampleEpoch1, exampleEpoch2, exampleResults } from "../../src/rewards/example-epochs.ts";
import { histories } from "../../src/rewards/random-history.ts";
import { factsOf, publish, readerOf } from "./bundle-in-memory.ts";

const [first, second] = exampleResults();
const published = publish([first, second]);
const facts = factsOf(exampleEpoch2(first), second);
const scoresPath = "epochs/2/scores/0x4444444444444444444444444444444444444444.json";

async function codes(files: ReadonlyMap<string, Uint8Array>, chain: ChainFacts = facts): Promise<string[]> {
  const { ok, differences } = await verifyBundle({ reader: readerOf(files), chain });
  expect(ok).to.equal(differences.length === 0);
  return differences.map(({ code }) => code);
}

function withFile(path: string, bytes: Uint8Array): Map<string, Uint8Array> {
  return new Map([...published, [path, bytes]]);
}

function jsonOf(path: string): unknown {
  return JSON.parse(Buffer.from(published.get(path)!).toString());
}

/** Every copy of a JSON-like value with one leaf changed and every copy with one item of a list left out. */
function* mutations(value: unknown): Generator {
  if (Array.isArray(value)) {
    for (const [i, item] of value.entries()) {
      yield value.toSpliced(i, 1);
      for (const changed of mutations(item)) yield value.with(i, changed);
    }
  } else if (typeof value === "object" && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      for (const changed of mutations(item)) yield { ...value, [key]: changed };
    }
  } else yield mutateLeaf(value);
}

function mutateLeaf(value: unknown): unknown {
  if (typeof value === "number") return value + 1;
  if (typeof value === "bigint") return value + 1n;
  if (typeof value !== "string") return "something";
  const last = value.at(-1);
  return value.slice(0, -1) + (last === "1" ? "2" : "1");
}

describe("verify-bundle", () => {
  it("accepts both epochs of the worked example", async () => {
    expect(await codes(published, factsOf(exampleEpoch1(), first))).to.deep.equal([]);
    expect(await codes(published)).to.deep.equal([]);
  });

  it("accepts every epoch of more than 500 random histories of several epochs", async () => {
    let severalEpochs = 0;
    const property = fc.asyncProperty(histories(4), async (history) => {
      const files = publish(history.map(({ result }) => result));
      for (const { inputs, result } of history) {
        const verdict = await verifyBundle({ reader: readerOf(files), chain: factsOf(inputs, result) });
        expect(verdict.differences).to.deep.equal([]);
      }
      if (history.length > 1) severalEpochs++;
    });
    await fc.assert(property, { numRuns: 850 });
    expect(severalEpochs).to.be.above(500);
  }).timeout(300_000);

  it("rejects every random byte changed in any file of a random history", async () => {
    const property = fc.asyncProperty(
      histories(3),
      fc.nat(),
      fc.nat(),
      fc.integer({ min: 1, max: 255 }),
      async (history, f, b, bits) => {
        fc.pre(history.length > 0);
        const { inputs, result } = history.at(-1)!;
        const files = publish(history.slice(-2).map((past) => past.result));
        const checked = [...files].filter(([path]) => path.startsWith(`epochs/${inputs.chain.epoch}/`));
        const [path, bytes] = checked[f % checked.length]!;
        files.set(path, bytes.with(b % bytes.length, bytes[b % bytes.length]! ^ bits));
        expect(await codes(files, factsOf(inputs, result))).to.not.deep.equal([]);
      },
    );
    await fc.assert(property, { numRuns: 300 });
  }).timeout(120_000);

  it("rejects a change of any byte of the leaves and of every shard", async () => {
    for (const [path, bytes] of published) {
      if (!path.startsWith("epochs/2/") || !path.endsWith(".bin")) continue;
      for (let at = 0; at < bytes.length; at += 3) {
        const files = withFile(path, bytes.with(at, bytes[at]! ^ 0x40));
        expect(await codes(files), `${path} byte ${at}`).to.include("FILE_BYTES");
      }
    }
  }).timeout(60_000);

  it("rejects a change of any field of the manifest and names where it is", async () => {
    const found = new Set<string>();
    for (const changed of mutations(jsonOf("epochs/2/manifest.json"))) {
      const differences = await codes(withFile("epochs/2/manifest.json", Buffer.from(JSON.stringify(changed))));
      expect(differences).to.include("FILE_BYTES").and.include("MANIFEST");
      differences.forEach((code) => found.add(code));
    }
    expect([...found].sort()).to.deep.equal(["FILE_BYTES", "INPUTS", "MANIFEST"]);
  }).timeout(60_000);

  it("rejects a manifest that says the same in other bytes", async () => {
    const spaced = Buffer.from(JSON.stringify(jsonOf("epochs/2/manifest.json"), null, 1));
    expect(await codes(withFile("epochs/2/manifest.json", spaced))).to.deep.equal(["FILE_BYTES"]);
  });

  it("rejects a change of any field of a score file", async () => {
    for (const changed of mutations(jsonOf(scoresPath))) {
      const bytes = Buffer.from(`${JSON.stringify(changed)}\n`);
      expect(await codes(withFile(scoresPath, bytes)), JSON.stringify(changed)).to.include("SCORES_HASH");
    }
  }).timeout(60_000);

  it("rejects a malformed score file even when its validator committed to it", async () => {
    const file = jsonOf(scoresPath) as { scores: Record<string, unknown>[] };
    const [head, ...rest] = file.scores;
    const scoresOf = (...scores: unknown[]) => ({ ...file, scores });
    const cases: [unknown, string][] = [
      [scoresOf(head, head, ...rest), "SCORES_LIST"],
      [scoresOf(...rest, head), "SCORES_LIST"],
      [scoresOf({ ...head, units: -1 }, ...rest), "SCORES_LIST"],
      [scoresOf({ ...head, units: 2 ** 32 }, ...rest), "SCORES_LIST"],
      [scoresOf({ ...head, units: 0.5 }, ...rest), "SCORES_LIST"],
      [scoresOf({ ...head, version: 0 }, ...rest), "SCORES_LIST"],
      [scoresOf({ ...head, extra: 1 }, ...rest), "SCORES_LIST"],
      [scoresOf({ ...head, reasons: ["words of somebody"] }, ...rest), "SCORES_LIST"],
      [scoresOf({ ...head, contributionId: "0x12" }, ...rest), "SCORES_LIST"],
      [{ ...file, salt: "0x12" }, "SCORES_SALT"],
      [{ ...file, epoch: 1 }, "SCORES_CONTENT"],
      [{ ...file, extra: 1 }, "SCORES_CONTENT"],
    ];
    for (const [changed, code] of cases) {
      const bytes = Buffer.from(`${JSON.stringify(changed)}\n`);
      const hash = sha256Hex(bytes);
      const commitments = facts.commitments.map((item) => (item.slot === 1 ? { ...item, hash } : item));
      const found = await codes(withFile(scoresPath, bytes), { ...facts, commitments });
      expect(found, JSON.stringify(changed)).to.include(code).and.not.include("SCORES_HASH");
    }
  });

  it("rejects a change of any fact of the chain, save a larger budget", async () => {
    for (const [name, value] of Object.entries(facts)) {
      for (const changed of mutations(value)) {
        const found = await codes(published, { ...facts, [name]: changed });
        if (name === "budgetWei") expect(found).to.deep.equal([]);
        else expect(found, `${name}: ${String(changed)}`).to.not.deep.equal([]);
      }
    }
  }).timeout(60_000);

  it("rejects an increase above the budget", async () => {
    expect(await codes(published, { ...facts, budgetWei: second.emissionWei - 1n })).to.deep.equal(["OVER_BUDGET"]);
    expect(await codes(published, { ...facts, budgetWei: second.emissionWei })).to.deep.equal([]);
  });

  it("rejects files that are missing or do not belong there", async () => {
    const without = new Map(published);
    without.delete("epochs/2/shards/b0b.bin");
    expect(await codes(without)).to.deep.equal(["FILE_LIST", "UNREADABLE"]);
    expect(await codes(withFile("epochs/2/shards/000.bin", new Uint8Array(62)))).to.deep.equal(["FILE_LIST"]);
    expect(await codes(new Map())).to.deep.equal(["UNREADABLE"]);
  });

  it("rejects a bitmap that names fewer files than the quorum, or a file of a stranger", async () => {
    const report = { ...facts.report, filesBitmap: 0b011n };
    expect(await codes(published, { ...facts, report })).to.include("TOO_FEW_FILES");
    const validators = facts.validators.map((item) => (item.slot === 1 ? { ...item, slot: 9 } : item));
    expect(await codes(published, { ...facts, validators })).to.include("NOT_A_VALIDATOR");
    expect(await codes(published, { ...facts, validators: facts.validators.slice(0, 3) })).to.include(
      "TOO_FEW_VALIDATORS",
    );
  });

  it("rejects a previous bundle that is not the one the chain names", async () => {
    const scores = "epochs/1/scores/0x1111111111111111111111111111111111111111.json";
    const changedScores = Buffer.from(Buffer.from(published.get(scores)!).toString().replace("120000", "120001"));
    expect(await codes(withFile(scores, changedScores))).to.include("PREVIOUS_SCORES");
    const manifest = Buffer.from(published.get("epochs/1/manifest.json")!)
      .toString()
      .replace('"version":1', '"version":2');
    expect(await codes(withFile("epochs/1/manifest.json", Buffer.from(manifest)))).to.deep.equal([]);
    const inputs = Buffer.from(published.get("epochs/1/manifest.json")!).toString().replace('"quorum":3', '"quorum":2');
    expect(await codes(withFile("epochs/1/manifest.json", Buffer.from(inputs)))).to.include("PREVIOUS_INPUTS");
    const leaves = published.get("epochs/1/leaves.bin")!;
    expect(await codes(withFile("epochs/1/leaves.bin", leaves.with(151, 1))))
      .to.include("PREVIOUS_LEAVES")
      .and.include("PREVIOUS_TOTAL");
    const previous = { ...facts.previous!, epoch: 2 };
    expect(await codes(published, { ...facts, previous })).to.include("PREVIOUS_EPOCH");
  });
});
