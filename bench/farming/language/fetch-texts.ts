import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "../../../src/primitives/bytes.ts";
import { InvariantError } from "../../../src/primitives/errors.ts";
import type { TextPackage } from "./packages.ts";

/** Downloads a package into `folder` with its registry's client, checks it, unpacks it, and gives where. */
export function fetchPackage(entry: TextPackage, folder: string): string {
  const target = join(folder, entry.name.replace("/", "-"));
  if (existsSync(join(target, "unpacked"))) return join(target, "unpacked");
  mkdirSync(target, { recursive: true });
  const [command, ...args] =
    entry.registry === "debian"
      ? ["apt-get", "-o", "APT::Sandbox::User=root", "download", `${entry.name}=${entry.version}`]
      : ["npm", "pack", "--silent", `${entry.name}@${entry.version}`];
  execFileSync(command, args, { cwd: target, stdio: ["ignore", "ignore", "inherit"] });
  const file = join(target, readdirSync(target)[0] ?? "");
  assertPinned(entry, file);
  const unpacked = join(target, "unpacked");
  mkdirSync(unpacked);
  if (entry.registry === "debian") execFileSync("dpkg-deb", ["-x", file, unpacked]);
  else execFileSync("tar", ["-xzf", file, "-C", unpacked]);
  return unpacked;
}

function assertPinned({ name, version, sha256: pinned }: TextPackage, file: string): void {
  const found = bytesToHex(sha256(readFileSync(file))).replace(/^0x/, "");
  if (found === pinned) return;
  throw new InvariantError("BENCH_WRONG_PACKAGE", `${name} ${version} has the hash ${found}, not ${pinned}.`);
}
