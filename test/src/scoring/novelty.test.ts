import { expect } from "chai";
import { applyDelta, createNoveltyLedger } from "../../../src/scoring/novelty.ts";
import type { Address, Hex32 } from "../../../src/primitives/identifiers.ts";

const A = `0x${"aa".repeat(32)}` as Hex32;
const B = `0x${"bb".repeat(32)}` as Hex32;

describe("novelty", () => {
  it("remembers fingerprints and adds up the credits of a cluster's days", () => {
    const ledger = createNoveltyLedger();
    applyDelta(ledger, { fingerprints: [1, 2], cluster: A, days: [{ day: 7, base: 10, paid: 1 }] });
    applyDelta(ledger, {
      fingerprints: [2, 3],
      cluster: A,
      days: [
        { day: 7, base: 5, paid: 2 },
        { day: 8, base: 1, paid: 1 },
      ],
    });
    applyDelta(ledger, { fingerprints: [], cluster: B, days: [{ day: 7, base: 4, paid: 4 }] });
    expect([1, 2, 3, 4].map((fingerprint) => ledger.fingerprints.has(fingerprint))).to.deep.equal([
      true,
      true,
      true,
      false,
    ]);
    expect([...ledger.credits.get(A)!]).to.deep.equal([
      [7, { base: 15, paid: 3 }],
      [8, { base: 1, paid: 1 }],
    ]);
    expect([...ledger.credits.get(B)!]).to.deep.equal([[7, { base: 4, paid: 4 }]]);
  });

  it("opens no account for a cluster that was credited nothing", () => {
    const ledger = createNoveltyLedger();
    applyDelta(ledger, { fingerprints: [1], cluster: A, days: [] });
    expect([ledger.credits.size, ledger.fingerprints.size]).to.deep.equal([0, 1]);
  });

  it("remembers for whom a mail counted, even where it earned nothing", () => {
    const ledger = createNoveltyLedger();
    const owner = `0x${"11".repeat(20)}` as Address;
    applyDelta(ledger, { fingerprints: [], cluster: A, days: [], mail: { id: B, cluster: A, owner } });
    expect([...ledger.mails]).to.deep.equal([[B, owner]]);
  });
});
