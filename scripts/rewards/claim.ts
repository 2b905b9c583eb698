import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { mined } from "../../src/chain/send-transaction.ts";
import { proveFromShard } from "../../src/merkle/prove-from-shard.ts";
import { shardPrefix } from "../../src/merkle/proof-shard.ts";
import { decodeShard } from "../../src/merkle/shard-file.ts";
import { InvalidInputError } from "../../src/primitives/errors.ts";
import { formatGpt } from "../../src/primitives/format-gpt.ts";
import { toAddress, toHex32 } from "../../src/primitives/identifiers.ts";
import { openAccount } from "../open-deployment.ts";
import { runAction, type CommonArguments } from "../run-action.ts";

type Arguments = CommonArguments & { epoch: number; bundles: string; account: number; for: string };

/** `rewards claim`: pays an account what it earned, with a proof from one file of the bundle. Anyone may send it. */
export default runAction(async ({ epoch, bundles, account, for: beneficiary }: Arguments, hre) => {
  const { collective, signer } = await openAccount(hre, account);
  const payee = toAddress(beneficiary === "" ? signer.address : beneficiary);
  const shard = await readFile(join(bundles, "epochs", String(epoch), "shards", `${shardPrefix(payee)}.bin`)).catch(
    (cause: unknown) => {
      throw new InvalidInputError("REWARDS_NO_SHARD", `No proof file of epoch ${epoch} covers ${payee}.`, {
        cause,
        hint: "The account earned nothing up to this epoch, or --bundles is another folder.",
      });
    },
  );
  const root = toHex32(await collective.distributor.rootOf(epoch));
  const { leaf, proof } = proveFromShard(decodeShard(shard), payee, root);
  const before = await collective.token.balanceOf(payee);
  const { gasUsed } = await mined(collective.distributor.claim(epoch, payee, leaf.cumulativeWei, [...proof]));
  const amountWei = (await collective.token.balanceOf(payee)) - before;
  return {
    lines: [`${payee} was paid ${formatGpt(amountWei)} $GPT (gas ${gasUsed})`],
    document: { account: payee, epoch, amountWei, gasUsed },
  };
});
