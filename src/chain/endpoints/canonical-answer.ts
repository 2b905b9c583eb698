import { canonicalJson, type CanonicalValue } from "../../primitives/canonical-json.ts";

/**
 * The part of an answer that has to be the same everywhere: the fields of the standard, numbers without leading zeros,
 * digits in lower case. What is not here is not compared, and so is not passed on either.
 *
 * @throws {TypeError} when the answer is not of the form that the method has.
 */
export function canonicalAnswer(method: ComparedMethod, result: unknown): CanonicalValue {
  return forms[method](result);
}

/** Equal texts are equal answers. */
export function comparable(answer: CanonicalValue): string {
  return canonicalJson(answer);
}

type Form = (value: unknown) => CanonicalValue;

const quantity: Form = (value) => {
  if (typeof value !== "string" || !/^0x[0-9a-fA-F]{1,64}$/.test(value)) throw new TypeError("not a quantity");
  return `0x${BigInt(value).toString(16)}`;
};

const data: Form = (value) => {
  if (typeof value !== "string" || !/^0x(?:[0-9a-fA-F]{2})*$/.test(value)) throw new TypeError("not bytes");
  return value.toLowerCase();
};

/** A slot of storage; some nodes leave its leading zeros out. */
const word: Form = (value) => {
  if (typeof value !== "string" || !/^0x[0-9a-fA-F]{0,64}$/.test(value)) throw new TypeError("not a word");
  return `0x${value.slice(2).toLowerCase().padStart(64, "0")}`;
};

/** Decimal digits, or what some nodes answer instead. */
const networkId: Form = (value) => {
  if (typeof value !== "string" || !/^(?:\d{1,20}|0x[0-9a-fA-F]{1,16})$/.test(value)) throw new TypeError("not an id");
  return BigInt(value).toString();
};

function orNull(form: Form): Form {
  return (value) => (value === undefined || value === null ? null : form(value));
}

function listOf(form: Form): (value: unknown) => CanonicalValue[] {
  return (value) => {
    if (!Array.isArray(value)) throw new TypeError("not a list");
    return value.map(form);
  };
}

type Fields = Readonly<Record<string, CanonicalValue>>;
/** Fields of which some are known to be numbers. */
type Placed = Fields & { readonly blockNumber: string; readonly logIndex: string };

function objectOf(forms: Readonly<Record<string, Form>>): (value: unknown) => Fields {
  return (value) => {
    if (typeof value !== "object" || value === null) throw new TypeError("not an object");
    const fields = value as Readonly<Record<string, unknown>>;
    return Object.fromEntries(Object.entries(forms).map(([name, form]) => [name, form(fields[name])]));
  };
}

/** A transaction is named by its hash here, whether or not the node was asked for the whole. */
const transactionHash: Form = (value) => {
  return data(typeof value === "object" && value !== null && "hash" in value ? value.hash : value);
};

const block = objectOf({
  number: quantity,
  hash: data,
  parentHash: data,
  timestamp: quantity,
  miner: data,
  gasLimit: quantity,
  gasUsed: quantity,
  baseFeePerGas: orNull(quantity),
  stateRoot: data,
  receiptsRoot: data,
  transactionsRoot: data,
  logsBloom: data,
  extraData: data,
  difficulty: quantity,
  mixHash: orNull(data),
  nonce: orNull(data),
  transactions: listOf(transactionHash),
});

const log = objectOf({
  address: data,
  topics: listOf(data),
  data,
  blockNumber: quantity,
  blockHash: data,
  transactionHash: data,
  transactionIndex: quantity,
  logIndex: quantity,
});

/** By block and place in it, since a node may give them in any order. */
const logs: Form = (value) => {
  const all = listOf(log)(value) as Placed[];
  return all.sort((a, b) => compare(a.blockNumber, b.blockNumber) || compare(a.logIndex, b.logIndex));
};

function compare(a: string, b: string): number {
  return Number(BigInt(a) - BigInt(b));
}

const receipt = objectOf({
  transactionHash: data,
  transactionIndex: quantity,
  blockHash: data,
  blockNumber: quantity,
  from: data,
  to: orNull(data),
  contractAddress: orNull(data),
  status: orNull(quantity),
  type: orNull(quantity),
  gasUsed: quantity,
  cumulativeGasUsed: quantity,
  effectiveGasPrice: orNull(quantity),
  logsBloom: data,
  logs,
});

const transaction = objectOf({
  hash: data,
  type: orNull(quantity),
  nonce: quantity,
  from: data,
  to: orNull(data),
  value: quantity,
  input: data,
  gas: quantity,
  gasPrice: orNull(quantity),
  maxFeePerGas: orNull(quantity),
  maxPriorityFeePerGas: orNull(quantity),
  chainId: orNull(quantity),
  blockNumber: orNull(quantity),
  blockHash: orNull(data),
  transactionIndex: orNull(quantity),
  r: word,
  s: word,
  v: quantity,
});

const forms = {
  eth_chainId: quantity,
  net_version: networkId,
  eth_getBlockByNumber: orNull(block),
  eth_getBlockByHash: orNull(block),
  eth_getLogs: logs,
  eth_getCode: data,
  eth_call: data,
  eth_getStorageAt: word,
  eth_getBalance: quantity,
  eth_getTransactionCount: quantity,
  eth_getTransactionReceipt: orNull(receipt),
  eth_getTransactionByHash: orNull(transaction),
} as const satisfies Readonly<Record<string, Form>>;

/** The methods whose answers must be the same everywhere. */
export type ComparedMethod = keyof typeof forms;

/** Whether the answers to `method` must be the same everywhere. */
export function isCompared(method: string): method is ComparedMethod {
  return Object.hasOwn(forms, method);
}
