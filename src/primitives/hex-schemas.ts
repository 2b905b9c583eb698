import { z } from "zod";
import { toAddress, toHex32 } from "./identifiers.ts";

/** A 32-byte value in a document, written as we write it: in lower case. */
export const hex32Schema = z
  .string()
  .regex(/^0x[0-9a-f]{64}$/)
  .transform(toHex32);

/** An account in a document, written as we write it: in lower case. */
export const addressSchema = z
  .string()
  .regex(/^0x[0-9a-f]{40}$/)
  .transform(toAddress);
