import { FunctionFragment, Interface, Result, type BaseContract, type ParamType } from "ethers";
import { hexToBytes, bytesToHex, type Hex } from "../primitives/bytes.ts";
import { InvalidInputError, InvariantError } from "../primitives/errors.ts";

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
  return { signature: fragment.format("sighash"), values: namedValues(fragment.inputs, decoded), calldata };
}

/**
 * Encodes a call from its written form: a function of `abi` as its selector is made of (`revoke(uint256)`), or without an
 * ABI a whole declaration (`transfer(address to, uint256 amount)`), and its arguments by their names.
 *
 * @throws {InvalidInputError} `CHAIN_UNKNOWN_FUNCTION`; `CHAIN_BAD_ARGUMENTS` with the argument that is missing, unknown or
 *   of another kind.
 */
export function encodeNamedCall(
  abi: Interface | null,
  signature: string,
  values: Readonly<Record<string, CallValue>>,
): EncodedCall {
  const fragment = fragmentOf(abi, signature);
  const names = fragment.inputs.map(({ name }, index) => name || String(index));
  const missing = names.find((name) => !Object.hasOwn(values, name));
  const unknown = Object.keys(values).find((name) => !names.includes(name));
  if (missing !== undefined) throw badArguments(signature, `${missing} is missing`);
  if (unknown !== undefined)
    throw badArguments(signature, `it has no ${unknown}, only ${names.join(", ") || "nothing"}`);
  const strange = fragment.inputs.findIndex((type, index) => !isWritten(type, values[names[index] ?? ""]));
  if (strange !== -1) throw badArguments(signature, `${names[strange]} is of another kind`);
  const coder = abi ?? new Interface([fragment]);
  try {
    const inOrder = names.map((name) => values[name]);
    const calldata = bytesToHex(hexToBytes(coder.encodeFunctionData(fragment, inOrder)));
    const decoded = coder.decodeFunctionData(fragment, calldata);
    return { signature, values: namedValues(fragment.inputs, decoded), calldata };
  } catch (cause) {
    throw badArguments(signature, "a value is of another kind", cause);
  }
}

function fragmentOf(abi: Interface | null, signature: string): FunctionFragment {
  try {
    const fragment = abi === null ? FunctionFragment.from(`function ${signature}`) : abi.getFunction(signature);
    if (fragment !== null) return fragment;
  } catch {
    // Told below, in the words of the user.
  }
  throw new InvalidInputError("CHAIN_UNKNOWN_FUNCTION", `Expected a function, got ${signature.slice(0, 200)}.`, {
    hint:
      abi === null
        ? "Write it with the types and names of its arguments: transfer(address to, uint256 amount)."
        : "Write it as its selector is made of, with types only: revoke(uint256). docs/contracts lists them.",
  });
}

/**
 * Whether a value is written as {@link namedValues} writes one. The encoder alone would take `"false"` for true, and pass
 * over fields that a struct has not, so that the words said one thing and the calldata another.
 */
function isWritten(type: ParamType, value: CallValue | undefined): boolean {
  const { components, arrayChildren } = type;
  if (arrayChildren !== null) return isList(value) && value.every((item) => isWritten(arrayChildren, item));
  if (components === null) return typeof value === (type.baseType === "bool" ? "boolean" : "string");
  if (typeof value !== "object" || isList(value)) return false;
  return (
    Object.keys(value).length === components.length &&
    components.every((each) => Object.hasOwn(value, each.name) && isWritten(each, value[each.name]))
  );
}

function isList(value: CallValue | undefined): value is readonly CallValue[] {
  return Array.isArray(value);
}

function badArguments(signature: string, problem: string, cause?: unknown): InvalidInputError {
  return new InvalidInputError("CHAIN_BAD_ARGUMENTS", `The arguments of ${signature} cannot be used: ${problem}.`, {
    hint: "Give each argument by its name; whole numbers as decimal strings, structs as objects.",
    ...(cause === undefined ? {} : { cause }),
  });
}

/** A value as text; nothing for a list, a struct, or what is not there. */
export function plainText(value: CallValue | undefined): string {
  return typeof value === "string" || typeof value === "boolean" ? String(value) : "";
}

/** Decoded values by the names of the ABI; one without a name gets the number of its place. */
export function namedValues(types: readonly ParamType[], values: Result): Record<string, CallValue> {
  return Object.fromEntries(types.map((type, index) => [type.name || String(index), plain(type, values[index])]));
}

function plain(type: ParamType, value: unknown): CallValue {
  if (value instanceof Result) {
    const { components, arrayChildren } = type;
    if (components !== null) return namedValues(components, value);
    if (arrayChildren !== null) return value.toArray().map((item: unknown) => plain(arrayChildren, item));
  }
  return typeof value === "boolean" ? value : String(value);
}
