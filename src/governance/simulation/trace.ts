import type { RawLog } from "../../chain/decode-event.ts";
import type { Hex } from "../../primitives/bytes.ts";
import { toAddress, type Address } from "../../primitives/identifiers.ts";

/** A call inside a transaction, as geth's `callTracer` gives it, in our types. */
export type CallFrame = {
  readonly kind: string;
  readonly from: Address;
  readonly to: Address | null;
  readonly valueWei: bigint;
  readonly input: Hex;
  /** Why it failed; null when it did not. */
  readonly error: string | null;
  readonly calls: readonly CallFrame[];
};

/** What a contract wrote down. */
export type EmittedLog = RawLog & { readonly address: Address };

/** A word of a contract's storage before and after. */
export type SlotChange = {
  readonly address: Address;
  readonly slot: bigint;
  readonly before: Hex;
  readonly after: Hex;
};

type RawFrame = {
  readonly type: string;
  readonly from: string;
  readonly to?: string;
  readonly value?: string;
  readonly input?: string;
  readonly error?: string;
  readonly calls?: readonly RawFrame[];
};
type RawState = Readonly<Record<string, { readonly storage?: Readonly<Record<string, string>> }>>;

const NOTHING: Hex = `0x${"0".repeat(64)}`;

/** Reads the answer of `debug_traceTransaction` with `callTracer`. */
export function readFrames(answer: unknown): CallFrame {
  return toFrame(answer as RawFrame);
}

function toFrame({ type, from, to, value, input, error, calls = [] }: RawFrame): CallFrame {
  return {
    kind: type,
    from: toAddress(from),
    to: to === undefined ? null : toAddress(to),
    valueWei: BigInt(value ?? "0x0"),
    input: (input ?? "0x") as Hex,
    error: error ?? null,
    calls: calls.map(toFrame),
  };
}

/** A frame and all those inside it, outermost first. */
export function allFrames(frame: CallFrame): CallFrame[] {
  return [frame, ...frame.calls.flatMap(allFrames)];
}

/** Reads the answer of `debug_traceTransaction` with `prestateTracer` in its `diffMode`: only what differs, by address and slot. */
export function readSlotChanges(answer: unknown): SlotChange[] {
  const { pre, post } = answer as { readonly pre: RawState; readonly post: RawState };
  const changes: SlotChange[] = [];
  for (const address of [...new Set([...Object.keys(pre), ...Object.keys(post)])].sort()) {
    const [before, after] = [pre[address]?.storage ?? {}, post[address]?.storage ?? {}];
    for (const slot of [...new Set([...Object.keys(before), ...Object.keys(after)])].sort()) {
      const change = { before: (before[slot] ?? NOTHING) as Hex, after: (after[slot] ?? NOTHING) as Hex };
      if (BigInt(change.before) !== BigInt(change.after)) {
        changes.push({ address: toAddress(address), slot: BigInt(slot), ...change });
      }
    }
  }
  return changes;
}
