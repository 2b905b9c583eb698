import { expect } from "chai";
import { treeSizes } from "../../../bench/merkle/jobs.ts";
import { treeFigures, type Measured } from "../../../bench/merkle/measured.ts";
import { building, buildingMillion } from "../../../bench/merkle/sections/building.ts";
import { bySize, tenMillion } from "../../../bench/merkle/sections/growing.ts";
import { hashing } from "../../../bench/merkle/sections/hashing.ts";
import { proving } from "../../../bench/merkle/sections/proving.ts";

/** Ours take 1 µs a leaf, hash-wasm's tree 2, noble's 10 and the library 150: every bar is just reached. */
const perLeafMs = {
  "this, SIMD": 0.001,
  "this, scalar": 0.0015,
  "flat tree on hash-wasm": 0.002,
  "flat tree on @noble/hashes": 0.01,
  "@openzeppelin/merkle-tree": 0.15,
};

function measured(slower = 1): Measured {
  const figures = treeSizes.map((size) => {
    const isOurs = size.tree === "this, SIMD";
    const cpuMs = size.leaves * perLeafMs[size.tree] * (isOurs ? slower : 1);
    const peakBytes = isOurs ? 500 * slower * Math.min(8e6, size.leaves) : 100e6;
    return treeFigures(size, [{ cpuMs, wallMs: 2 * cpuMs, peakBytes, root: "0x" }]);
  });
  const others = { "this, scalar": 300, "hash-wasm": 900, "@noble/hashes": 3_600, ethers: 9_000 };
  return {
    hashNs: { "this, SIMD": 200 * slower, ...others },
    proofUs: { inOrder: 2 * slower, scattered: 4 * slower, library: 400 },
    trees: figures,
  };
}

const sections = [hashing, building, buildingMillion, proving, tenMillion, bySize];
const heldBy = (of: Measured) => sections.flatMap((section) => section(of).bars.map(({ holds }) => holds));

describe("the bars of the Merkle benchmark", () => {
  it("hold at 18 × noble, 150 × OpenZeppelin, 2 × hash-wasm, 200 × its proofs, and 500 and 4,000 MB", () => {
    expect(heldBy(measured())).to.deep.equal([true, true, true, true, true, true, true]);
  });

  it("are missed by a hundredth more", () => {
    expect(heldBy(measured(1.01))).to.deep.equal([false, false, false, false, false, true, false]);
  });

  it("compare ten million leaves with one million by the leaf", () => {
    const all = measured();
    const slower = all.trees.map((tree) => (tree.leaves === 1e7 ? { ...tree, cpuMs: 1.31 * tree.cpuMs } : tree));
    expect(tenMillion({ ...all, trees: slower }).bars.map(({ holds }) => holds)).to.deep.equal([false, true]);
  });
});

describe("the tables of the Merkle benchmark", () => {
  it("scale the library to a million leaves and say so", () => {
    const { rows, note } = buildingMillion(measured());
    expect(rows.at(0)).to.deep.equal(["this, SIMD", "1.00", "2.00", "500", "150.0"]);
    expect(rows.at(-1)).to.deep.equal(["@openzeppelin/merkle-tree, by leaf", "150.00", "300.00", "–", "1.0"]);
    expect(note).to.include("is not run at this size: its row is 10 times that of 100,000 leaves");
  });

  it("leave open what was not measured", () => {
    const { head, rows } = bySize(measured());
    expect(head).to.have.length(6);
    expect(rows.at(-1)).to.deep.equal(["@openzeppelin/merkle-tree", "150.00", "150.00", "150.00", "–", "–"]);
  });
});
