import { expect } from "chai";
import { packLeaves, RECORD_BYTES, writeRecord } from "../../../../src/merkle/reward-leaves.ts";
import { buildTree, root } from "../../../../src/merkle/tree.ts";
import { concatBytes } from "../../../../src/primitives/bytes.ts";
import { toAddress, toHex32 } from "../../../../src/primitives/identifiers.ts";
import { bundleFolder } from "../../../../src/rewards/bundle.ts";
import { leavesFileBytes } from "../../../../src/rewards/leaves-file.ts";
import { fraudProof } from "../../../../src/validator/node/prove-fraud.ts";
import { deployedCollective } from "../../../helpers/deployed-collective.ts";
import { memorySource } from "../../../helpers/memory-source.ts";
import { exampleResults } from "../../rewards/example-epochs.ts";

const account = (digit: string) => toAddress(`0x${digit.repeat(40)}`);
const activeLeaves = packLeaves([
  { account: account("a"), cumulativeWei: 10n },
  { account: account("c"), cumulativeWei: 30n },
]);
const { collective } = await deployedCollective();
const { distributor } = collective;

/** A suspect report over leaves as they were published, and the place where they are. */
function published(...rows: readonly [digit: string, wei: bigint][]) {
  const records = new Uint8Array(rows.length * RECORD_BYTES);
  for (const [index, [digit, cumulativeWei]] of rows.entries()) {
    writeRecord(records, index, { account: account(digit), cumulativeWei });
  }
  const inputsHash = toHex32(`0x${"9".repeat(64)}`);
  const tree = buildTree({ count: rows.length, records });
  const report = { ...exampleResults()[0].report, root: root(tree), leafCount: rows.length, inputsHash };
  const file = concatBytes(new Uint8Array(leavesFileBytes(0)), records);
  const source = memorySource(new Map([[`${bundleFolder(2, inputsHash)}/leaves.bin`, file]]));
  return { suspect: { epoch: 2, report, activeEpoch: 1, activeLeaves }, source };
}

describe("fraudProof", () => {
  it("T22: proves two leaves of one account, and an amount that fell", async () => {
    const duplicate = published(["b", 1n], ["b", 2n], ["c", 30n]);
    const decrease = published(["a", 9n], ["c", 30n]);
    const proofs = [duplicate, decrease].map(({ suspect, source }) => fraudProof(collective, suspect, [source]));
    const calls = (await Promise.all(proofs)).map((call) =>
      distributor.interface.parseTransaction({ data: call!.data })!,
    );

    expect(calls.map(({ name }) => name)).to.deep.equal(["proveDuplicate", "proveDecrease"]);
    expect(calls[0]!.args.slice(1, 4).filter((value) => typeof value === "bigint")).to.deep.equal([1n, 2n]);
    expect([calls[1]!.args[0], calls[1]!.args[2], calls[1]!.args[4]]).to.deep.equal([1n, 10n, 9n]);
  });

  it("proves nothing from leaves that are right, that lead elsewhere, or that nobody has", async () => {
    const right = published(["a", 10n], ["b", 1n], ["c", 30n]);
    const elsewhere = published(["a", 9n], ["c", 30n]);
    const other = { ...elsewhere.suspect, report: { ...elsewhere.suspect.report, root: right.suspect.report.root } };

    expect(await fraudProof(collective, right.suspect, [right.source])).to.equal(null);
    expect(await fraudProof(collective, other, [elsewhere.source])).to.equal(null);
    expect(await fraudProof(collective, elsewhere.suspect, [memorySource(new Map())])).to.equal(null);
  });
});
