import { toAddress, type Address } from "../primitives/identifiers.ts";
import type { ValidatorRegistry } from "../../typechain-types/index.ts";
import { textOf } from "./event-text.ts";
import { readEvents, type BlockRange } from "./read-events.ts";

/** Where archive keys are wrapped to for one validator, and where it can be asked. */
export type ValidatorKeys = { readonly account: Address; readonly ageRecipient: string; readonly endpoint: string };

/**
 * The keys that each validator published last, in the order of their slots. Validators that were removed or are leaving
 * are left out: who is to be no validator any more gets no further archive to read.
 */
export async function readValidatorKeys(validators: ValidatorRegistry, range: BlockRange): Promise<ValidatorKeys[]> {
  const { ValidatorAdmitted, KeysUpdated, ValidatorActivated, ValidatorLeft, ValidatorRemoved } = validators.filters;
  const filters = [ValidatorAdmitted(), KeysUpdated(), ValidatorActivated(), ValidatorLeft(), ValidatorRemoved()];
  const pages = [];
  for (const filter of filters) pages.push(await readEvents(validators, filter, range));
  const events = pages.flat().sort((a, b) => a.blockNumber - b.blockNumber || a.index - b.index);
  const published = new Map<number, ValidatorKeys>();
  const out = new Set<number>();
  for (const { eventName, args } of events) {
    const slot = Number(args.slot);
    if (eventName === "ValidatorLeft" || eventName === "ValidatorRemoved") out.add(slot);
    else out.delete(slot);
    if (eventName !== "ValidatorAdmitted" && eventName !== "KeysUpdated") continue;
    published.set(slot, {
      account: toAddress(String(args.validator)),
      ageRecipient: textOf(args, "ageRecipient"),
      endpoint: textOf(args, "endpoint"),
    });
  }
  return [...published]
    .filter(([slot]) => !out.has(slot))
    .sort(([a], [b]) => a - b)
    .map(([, keys]) => keys);
}
