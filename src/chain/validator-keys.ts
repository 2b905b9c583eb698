import { toAddress, type Address } from "../primitives/identifiers.ts";
import type { ValidatorRegistry } from "../../typechain-types/index.ts";
import { textOf } from "./event-text.ts";
import { readEvents, type BlockRange } from "./read-events.ts";

/** Where archive keys are wrapped to for one validator, and where it can be asked. */
export type ValidatorKeys = { readonly account: Address; readonly ageRecipient: string; readonly endpoint: string };

/** The keys that each validator ever admitted published last, in the order of their slots. */
export async function readValidatorKeys(validators: ValidatorRegistry, range: BlockRange): Promise<ValidatorKeys[]> {
  const { ValidatorAdmitted, KeysUpdated } = validators.filters;
  const events = [
    ...(await readEvents(validators, ValidatorAdmitted(), range)),
    ...(await readEvents(validators, KeysUpdated(), range)),
  ].sort((a, b) => a.blockNumber - b.blockNumber || a.index - b.index);
  const bySlot = new Map<number, ValidatorKeys>();
  for (const { args } of events) {
    bySlot.set(Number(args.slot), {
      account: toAddress(String(args.validator)),
      ageRecipient: textOf(args, "ageRecipient"),
      endpoint: textOf(args, "endpoint"),
    });
  }
  return [...bySlot].sort(([a], [b]) => a - b).map(([, keys]) => keys);
}
