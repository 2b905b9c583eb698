import type { Interface } from "ethers";
import type { Hex } from "../primitives/bytes.ts";
import { namedValues, type CallValue } from "./encode-call.ts";

/** A call in the words of an ABI. */
export type DecodedCall = {
  readonly name: string;
  /** `revoke(uint256)`: what the selector is the hash of. */
  readonly signature: string;
  readonly values: Readonly<Record<string, CallValue>>;
  /** Whether encoding these values gives the same bytes: nothing stands behind or between them that is not shown. */
  readonly isExact: boolean;
};

/** What `calldata` asks a contract with this ABI for; null when it has no such function or the values cannot be read. */
export function decodeCall(abi: Interface, calldata: Hex): DecodedCall | null {
  const fragment = calldata.length < 10 ? null : abi.getFunction(calldata.slice(0, 10));
  if (fragment === null) return null;
  try {
    const decoded = abi.decodeFunctionData(fragment, calldata);
    return {
      name: fragment.name,
      signature: fragment.format("sighash"),
      values: namedValues(fragment.inputs, decoded),
      isExact: abi.encodeFunctionData(fragment, decoded) === calldata,
    };
  } catch {
    return null;
  }
}
