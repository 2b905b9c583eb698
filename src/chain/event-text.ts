import type { Result } from "ethers";

/**
 * A text that a stranger put into an event. A Solidity string may hold any bytes; one that is no UTF-8 reads as empty,
 * which no locator, key or address is, so that it cannot stop everybody who reads the event.
 */
export function textOf(args: Result, name: string): string {
  try {
    return String(args.getValue(name));
  } catch {
    return "";
  }
}

/** The same for a name that people read: what would move the cursor or turn the direction of writing is left out. */
export function labelOf(args: Result, name: string): string {
  return textOf(args, name).replaceAll(/\p{C}/gu, "");
}
