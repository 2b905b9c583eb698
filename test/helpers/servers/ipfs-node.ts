import { join } from "node:path";
import { ipfsPackages } from "../../../scripts/checks/servers/ensure-ipfs.ts";
import { startServer } from "./start-server.ts";

let started: Promise<string> | undefined;

/**
 * The address of the RPC API of an IPFS node: the one that `TEST_IPFS_API` names, such as a Kubo for tests alone, or else
 * js-ipfs, once for all tests of a process.
 */
export function ipfsNode(): Promise<string> {
  const { TEST_IPFS_API: given = "" } = process.env;
  started ??= given === "" ? ownIpfsNode() : Promise.resolve(given);
  return started;
}

/**
 * Starts js-ipfs for one test that harms it: an upload that breaks off keeps this implementation from ever collecting
 * again.
 */
export async function ownIpfsNode(): Promise<string> {
  return startServer(process.execPath, [join(import.meta.dirname, "serve-ipfs.ts"), await ipfsPackages()]);
}
