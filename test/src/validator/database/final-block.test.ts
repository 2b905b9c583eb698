import { expect } from "chai";
import { finalBlockRecord } from "../../../../src/validator/database/final-block.ts";
import { onBothDatabases } from "./databases.ts";
import { digest } from "./signer.ts";

const block = (number: number) => ({ number, hash: digest(number), timestamp: 1_700_000_000 + number });

onBothDatabases("the final block", (at) => {
  it("F21: is kept over a restart, the newest of all", async () => {
    const database = await at.open();
    const record = finalBlockRecord(database);
    expect(await record.find()).to.equal(undefined);
    for (const number of [0, 7, 7, 9]) await record.keep(block(number));
    await finalBlockRecord(database).keep(block(8));
    await database.close();

    expect(await finalBlockRecord(await at.open()).find()).to.deep.equal(block(9));
  });
});
