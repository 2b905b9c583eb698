import { existsSync, mkdirSync } from "node:fs";
import { RetryableError } from "../../../src/primitives/errors.ts";
import { root, runCommand } from "../run-command.ts";

/** The last releases of js-ipfs: its node and its server for the RPC API. */
const PACKAGES = ["ipfs-core@0.18.1", "ipfs-http-server@0.15.1"];

/** Its own folder: npm removes whatever else it finds in a folder when it installs without a list of packages. */
const folder = `${root}.tools/ipfs`;

/**
 * The folder with an IPFS node, installed into `.tools` on first use: too heavy for everybody's lockfile. Kubo itself, in
 * whose packages on npm there is only a downloader, cannot be had from a registry.
 * @throws {RetryableError} IPFS_NOT_INSTALLED when the registry does not have it for this machine.
 */
export async function ipfsPackages(): Promise<string> {
  const installed = `${folder}/node_modules`;
  if (!existsSync(`${folder}/complete`)) {
    mkdirSync(folder, { recursive: true });
    const { exitCode, output } = await runCommand("npm", [
      ...["install", "--no-save", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", folder, ...PACKAGES],
    ]);
    if (exitCode !== 0) {
      throw new RetryableError("IPFS_NOT_INSTALLED", `${PACKAGES.join(" and ")} could not be installed.`, {
        context: { folder },
        cause: new Error(output),
        hint: "Check that the npm registry can be reached; then run again.",
      });
    }
    mkdirSync(`${folder}/complete`);
  }
  return installed;
}
