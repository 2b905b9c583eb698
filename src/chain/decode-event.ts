import type { Interface } from "ethers";
import { namedValues, type CallValue } from "./encode-call.ts";

/** What a contract wrote down, as a node gives it. */
export type RawLog = { readonly topics: readonly string[]; readonly data: string };

/** An event in the words of an ABI. */
export type DecodedEvent = { readonly name: string; readonly values: Readonly<Record<string, CallValue>> };

/** The event that a log is, if this ABI has it; null when it has not. */
export function decodeEvent(abi: Interface, { topics, data }: RawLog): DecodedEvent | null {
  try {
    const parsed = abi.parseLog({ topics: [...topics], data });
    return parsed === null ? null : { name: parsed.name, values: namedValues(parsed.fragment.inputs, parsed.args) };
  } catch {
    return null;
  }
}
