import { expect } from "chai";
import type { ChainFacts } from "../../../scripts/rewards/chain-facts.ts";
import type { Difference } from "../../../scripts/rewards/differences.ts";
import { verifyBundle } from "../../../scripts/rewards/verify-bundle.ts";
import { exampleBundles } from "./example-bundle.ts";
import { readerOf } from "./memory-reader.ts";
import { bytesOf, type Part } from "./pack.ts";
import { folderOf } from "./write-bundle.ts";

// The second epoch of the worked example, to be tampered with.

export const { first, second } = exampleBundles();
export const { chain, files } = second;
export const folder = folderOf(chain);
export const folderBefore = folderOf(first.chain);

type Files = ReadonlyMap<string, Uint8Array>;

export async function verify(changed: Files, facts: ChainFacts = chain): Promise<readonly Difference[]> {
  const { ok, differences } = await verifyBundle({ reader: readerOf(changed), chain: facts });
  expect(ok).to.equal(differences.length === 0);
  return differences;
}

export async function codes(changed: Files, facts: ChainFacts = chain): Promise<string[]> {
  return (await verify(changed, facts)).map(({ code }) => code);
}

export function fileAt(path: string): Buffer {
  return Buffer.from(files.get(path)!);
}

export function withFile(path: string, bytes: Uint8Array): Map<string, Uint8Array> {
  return new Map([...files, [path, bytes]]);
}

export function without(path: string): Map<string, Uint8Array> {
  return new Map([...files].filter(([other]) => other !== path));
}

/** A file with other bytes from `at` on. */
export function patched(file: Uint8Array, at: number, ...parts: readonly Part[]): Buffer {
  const put = bytesOf(...parts);
  return Buffer.concat([file.subarray(0, at), put, file.subarray(at + put.length)]);
}
