import { toAddress, toHex32 } from "../../../../src/primitives/identifiers.ts";
import type { Hex32 } from "../../../../src/primitives/identifiers.ts";
import type { Signer } from "../../../../src/validator/database/signing-history.ts";

/** Somebody on some collective. */
export const signer: Signer = {
  validator: toAddress(`0x${"1".repeat(40)}`),
  chainId: 31_337n,
  distributor: toAddress(`0x${"2".repeat(40)}`),
};

/** A digest that is a number. */
export function digest(value: number): Hex32 {
  return toHex32(`0x${value.toString(16).padStart(64, "0")}`);
}
