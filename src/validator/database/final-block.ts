import type { BlockRef } from "../../chain/finality.ts";
import { bytesToHex, hexToBytes } from "../../primitives/bytes.ts";
import { toHex32 } from "../../primitives/identifiers.ts";
import type { ValidatorDatabase } from "./validator-database.ts";

/** The newest block that a node saw final, over its restarts: a chain that has another one there was replaced. */
export type FinalBlockRecord = {
  readonly find: () => Promise<BlockRef | undefined>;
  /** On the disk when it resolves. An older block than the kept one changes nothing. */
  readonly keep: (block: BlockRef) => Promise<void>;
};

/** The final block in a validator's database. */
export function finalBlockRecord(database: ValidatorDatabase): FinalBlockRecord {
  let kept: BlockRef | undefined;
  return {
    find: () => find(database),
    keep: async (block) => {
      if (block.number === kept?.number) return;
      await keep(database, block);
      kept = block;
    },
  };
}

async function find(database: ValidatorDatabase): Promise<BlockRef | undefined> {
  const row = await database.read((tables) =>
    tables.selectFrom("final_block").select(["number", "hash", "timestamp"]).executeTakeFirst(),
  );
  return row && { ...row, hash: toHex32(bytesToHex(row.hash)) };
}

async function keep(database: ValidatorDatabase, { number, hash, timestamp }: BlockRef): Promise<void> {
  const row = { number, hash: hexToBytes(hash), timestamp };
  await database.change((tables) =>
    tables
      .insertInto("final_block")
      .values(row)
      .onConflict((conflict) => conflict.column("singleton").doUpdateSet(row).where("final_block.number", "<", number))
      .execute(),
  );
}
