import { Result, type BaseContract, type ParamType } from "ethers";
import { hexToBytes, bytesToHex, type Hex } from "../primitives/bytes.ts";
import { InvariantError } from "../primitives/errors.ts";

/** A value of a call as JSON has it: whole numbers are decimal strings, structs are objects with the names of the ABI. */
export type CallValue = string | boolean | readonly CallValue[] | { readonly [name: string]: CallValue };

/** A call in the words of the ABI, and as the contract takes it. */
export type EncodedCall = {
  /** `createGrant((address,uint8,…),string)`: what the selector is the hash of. */
  readonly signature: string;
  readonly values: Readonly<Record<string, CallValue>>;
  readonly calldata: Hex;
};

/**
 * Encodes a call of a contract's function. The named values are what the calldata decodes to, not what was passed in, so
 * that they cannot say anything else.
 *
 * @throws {InvariantError} `CHAIN_UNKNOWN_FUNCTION` when the contract has no such function.
 */
export function encodeCall(
  { interface: abi }: Pick<BaseContract, "interface">,
  name: string,
  values: readonly unknown[],
): EncodedCall {
  const fragment = abi.getFunction(name);
  if (fragment === null) throw new InvariantError("CHAIN_UNKNOWN_FUNCTION", `The contract has no function ${name}.`);
  const calldata = bytesToHex(hexToBytes(abi.encodeFunctionData(fragment, values)));
  const decoded = abi.decodeFunctionData(fragment, calldata);
  return { signature: fragment.format("sighash"), values: named(fragment.inputs, decoded), calldata };
}

function named(types: readonly ParamType[], values: Result): Record<string, CallValue> {
  return Object.fromEntries(types.map((type, index) => [type.name, plain(type, values[index])]));
}

function plain(type: ParamType, value: unknown): CallValue {
  if (value instanceof Result) {
    const { components, arrayChildren } = type;
    if (components !== null) return named(components, value);
    if (arrayChildren !== null) return value.toArray().map((item: unknown) => plain(arrayChildren, item));
  }
  return typeof value === "boolean" ? value : String(value);
}
