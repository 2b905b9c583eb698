import { expect } from "chai";
import type { FeeOffer, JournalledTransaction } from "../../../../src/chain/transactions/transaction-journal.ts";
import { transactionRecords } from "../../../../src/validator/database/transaction-records.ts";
import { codeOf } from "../../../helpers/code-of.ts";
import { onBothDatabases } from "./databases.ts";
import { digest, signer } from "./signer.ts";

const offer = (value: number): FeeOffer => ({
  hash: digest(value),
  raw: `0x02${"ab".repeat(value)}`,
  maxFeePerGas: 2n ** 100n + BigInt(value),
  maxPriorityFeePerGas: BigInt(value),
});
const transaction = (nonce: number, purpose: string): JournalledTransaction => ({
  purpose,
  nonce,
  to: signer.distributor,
  data: "0x1234",
  gasLimit: 123_456n,
  offers: [offer(nonce + 1)],
});
const mined = { hash: digest(1), status: "succeeded", block: 77 } as const;

onBothDatabases("the journal of transactions", (at) => {
  it("gives what is unfinished, by nonce, exactly as it was begun", async () => {
    const journal = transactionRecords(await at.open());
    await journal.begin(transaction(9, "reveal 12"));
    await journal.begin({ ...transaction(2, "commit 12"), offers: [offer(1), offer(2)] });
    expect(await journal.unfinished()).to.deep.equal([
      { ...transaction(2, "commit 12"), offers: [offer(1), offer(2)] },
      transaction(9, "reveal 12"),
    ]);
  });

  it("refuses a second unfinished one with the same purpose or nonce, and one that is not signed", async () => {
    const journal = transactionRecords(await at.open());
    await journal.begin(transaction(1, "commit 12"));
    expect(await codeOf(journal.begin(transaction(2, "commit 12")))).to.equal("VALIDATOR_TRANSACTION_UNFINISHED");
    expect(await codeOf(journal.begin(transaction(1, "reveal 12")))).to.equal("VALIDATOR_TRANSACTION_UNFINISHED");
    expect(await codeOf(journal.begin({ ...transaction(3, "veto 12.0"), offers: [] }))).to.equal(
      "VALIDATOR_TRANSACTION_WITHOUT_OFFER",
    );
    expect(await journal.unfinished()).to.deep.equal([transaction(1, "commit 12")]);
  });

  it("begins exactly one of many for one nonce", async () => {
    const journal = transactionRecords(await at.open());
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        codeOf(journal.begin({ ...transaction(1, `report 12.${index}`), offers: [offer(index + 1)] })),
      ),
    );
    expect(outcomes.filter((outcome) => outcome === "VALIDATOR_TRANSACTION_UNFINISHED")).to.have.lengthOf(19);
    expect(await journal.unfinished()).to.have.lengthOf(1);
  });

  it("adds offers in their order, each once, to an unfinished one alone", async () => {
    const journal = transactionRecords(await at.open());
    await journal.begin(transaction(1, "commit 12"));
    for (const value of [30, 40, 30]) await journal.addOffer(1, offer(value));
    const [first] = await journal.unfinished();
    expect(first?.offers).to.deep.equal([offer(2), offer(30), offer(40)]);
    expect(await codeOf(journal.addOffer(2, offer(50)))).to.equal("VALIDATOR_TRANSACTION_UNKNOWN");
  });

  it("ends one once; purpose and nonce are free then", async () => {
    const journal = transactionRecords(await at.open());
    await journal.begin(transaction(1, "commit 12"));
    await journal.finish(1, mined);
    await journal.finish(1, mined);
    expect(await codeOf(journal.finish(1, { ...mined, status: "reverted" }))).to.equal("VALIDATOR_TRANSACTION_UNKNOWN");
    expect(await codeOf(journal.finish(2, mined))).to.equal("VALIDATOR_TRANSACTION_UNKNOWN");
    expect(await codeOf(journal.addOffer(1, offer(5)))).to.equal("VALIDATOR_TRANSACTION_UNKNOWN");
    expect(await journal.unfinished()).to.deep.equal([]);
    await journal.begin({ ...transaction(1, "commit 12"), offers: [offer(60)] });
    await journal.finish(1, { hash: null, status: "abandoned", block: null });
    expect(await journal.unfinished()).to.deep.equal([]);
  });

  it("F5 remembers everything over a restart", async () => {
    const database = await at.open();
    const journal = transactionRecords(database);
    await journal.begin(transaction(1, "commit 12"));
    await journal.addOffer(1, offer(30));
    await database.close();
    const [again] = await transactionRecords(await at.open()).unfinished();
    expect(again).to.deep.equal({ ...transaction(1, "commit 12"), offers: [offer(2), offer(30)] });
  });
});
