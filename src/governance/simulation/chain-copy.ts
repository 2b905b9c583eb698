import { contractInterfaces } from "../../chain/collective.ts";
import type { Hex } from "../../primitives/bytes.ts";
import { toAddress, type Address } from "../../primitives/identifiers.ts";
import { toWord } from "./storage-layout.ts";

/** Asks a copy of a chain that nobody else uses, and that does what development nodes do. */
export type Rpc = (method: string, params: readonly unknown[]) => Promise<unknown>;

/** A call to the governor as a node takes it. */
export type GovernorCall = {
  readonly from: Address;
  readonly to: Address;
  readonly data: string;
  readonly gas: string;
  readonly gasPrice: string;
};

/** Carries proposals out on copies. Nobody's account. */
export const STRANGER = toAddress("0x00000000000000000000000000000000007e57ed");
/** The most that a transaction may take (EIP-7825). */
const GAS = "0x1000000";
const COINS = "0xde0b6b3a7640000";

type Question = "proposalDeadline" | "proposalEta" | "quorum" | "votingPeriod" | "votingDelay";

/** A copy of a chain, and the governor on it. */
export class ChainCopy {
  readonly rpc: Rpc;
  readonly #governor: Address;

  constructor(rpc: Rpc, governor: Address) {
    this.rpc = rpc;
    this.#governor = governor;
  }

  /** Makes the copy one that can be acted on. */
  async prepare(): Promise<void> {
    await this.rpc("hardhat_impersonateAccount", [STRANGER]);
    await this.rpc("hardhat_setBalance", [STRANGER, COINS]);
    // A copy knows which rules its chain follows only from its own blocks on.
    await this.rpc("evm_mine", []);
  }

  /** Unix seconds of the newest block. */
  async now(): Promise<bigint> {
    const block = (await this.rpc("eth_getBlockByNumber", ["latest", false])) as { readonly timestamp: string };
    return BigInt(block.timestamp);
  }

  /** Until the newest block is later than `moment`. */
  async warpPast(moment: bigint): Promise<void> {
    if ((await this.now()) > moment) return;
    await this.rpc("evm_setNextBlockTimestamp", [`0x${(moment + 1n).toString(16)}`]);
    await this.rpc("evm_mine", []);
  }

  /** What the governor answers. */
  async ask(question: Question, ...args: readonly bigint[]): Promise<bigint> {
    const data = contractInterfaces.governor.encodeFunctionData(question, args);
    return BigInt(String(await this.rpc("eth_call", [{ to: this.#governor, data }, "latest"])));
  }

  /** A word of the governor's storage. */
  async read(slot: bigint): Promise<bigint> {
    return BigInt(String(await this.rpc("eth_getStorageAt", [this.#governor, toWord(slot), "latest"])));
  }

  /** Puts a word into the governor's storage. */
  async write(slot: bigint, value: bigint): Promise<void> {
    await this.rpc("hardhat_setStorageAt", [this.#governor, `0x${slot.toString(16)}`, toWord(value)]);
  }

  /** A call of the governor by the stranger. */
  call(name: string, args: readonly unknown[]): GovernorCall {
    const data = contractInterfaces.governor.encodeFunctionData(name, args);
    return { from: STRANGER, to: this.#governor, data, gas: GAS, gasPrice: "0x0" };
  }

  /** Sends it, and gives the transaction's hash. */
  async send(call: GovernorCall): Promise<Hex> {
    await this.rpc("hardhat_setNextBlockBaseFeePerGas", ["0x0"]);
    return (await this.rpc("eth_sendTransaction", [call])) as Hex;
  }
}
