import { expect } from "chai";
import { decodeLedger, eachEntry, emptyLedger, encodeLedger, ledgerFileBytes } from "../../../src/rewards/ledger.ts";
import { idA, idB, repeat20 } from "./example-epochs.ts";
import { packLedger } from "./packing.ts";

const header = { chainId: 2n ** 40n, registry: repeat20("d2"), epoch: 9 };
const entries = [
  { id: idA, version: 1, lifetimeUnits: 2n ** 64n - 1n },
  { id: idB, version: 2 ** 32 - 1, lifetimeUnits: 0n },
];
const bytes = encodeLedger(header, packLedger(entries));

describe("ledger file", () => {
  it("is written byte by byte as documented", () => {
    const expected = [
      Buffer.from("CDCLEDG1").toString("hex"),
      "0000010000000000",
      "d2".repeat(20),
      "0000000000000009",
      "00000002",
      `${idA.slice(2)}00000001ffffffffffffffff`,
      `${idB.slice(2)}ffffffff0000000000000000`,
    ];
    expect(Buffer.from(bytes).toString("hex")).to.equal(expected.join(""));
    expect(bytes.length).to.equal(ledgerFileBytes(2));
  });

  it("gives back what was written, wherever it lies in memory", () => {
    for (const file of [bytes, Uint8Array.from([9, ...bytes]).subarray(1)]) {
      const read = decodeLedger(file);
      expect(read.header).to.deep.equal(header);
      expect([...eachEntry(read.ledger)]).to.deep.equal(entries);
    }
    expect([...eachEntry(decodeLedger(encodeLedger(header, emptyLedger)).ledger)]).to.deep.equal([]);
  });

  it("is refused when cut short, too long, of another format, or when it says what cannot be", () => {
    const lie = Uint8Array.from(bytes);
    lie.fill(0xff, 44, 48);
    const bad = [
      new Uint8Array(),
      bytes.subarray(0, 47),
      bytes.subarray(0, -1),
      Uint8Array.from([...bytes, 0]),
      bytes.with(0, 0),
      bytes.with(36, 1),
      bytes.with(43, 0),
      lie,
      bytes.with(48 + 35, 0),
    ];
    for (const [index, file] of bad.entries()) {
      expect(() => decodeLedger(file), String(index))
        .to.throw()
        .with.property("code", "REWARDS_BAD_FILE");
    }
  });

  it("is refused when an id comes twice", () => {
    const twice = Uint8Array.from(bytes);
    twice.set(bytes.subarray(48, 80), 92);
    expect(() => decodeLedger(twice))
      .to.throw()
      .with.property("code", "REWARDS_DUPLICATE");
  });
});
