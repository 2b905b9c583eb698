import { atLeast } from "../../bars.ts";
import type { HasherName } from "../hashers.ts";
import type { Measured } from "../measured.ts";
import { OURS, type Section } from "./section.ts";

/** One hash after another, without a tree. */
export function hashing({ hashNs }: Measured): Section {
  const names = Object.keys(hashNs) as HasherName[];
  const ratio = (name: HasherName) => hashNs["@noble/hashes"] / hashNs[name];
  return {
    title: "Keccak-256 of 64 bytes",
    head: ["", "CPU ns", "× @noble/hashes"],
    rows: names.map((name) => [name, hashNs[name].toFixed(0), ratio(name).toFixed(1)]),
    note: "In turns in one process. Ours also compare the halves of each message and copy 2,048 of them in and out.",
    bars: [atLeast("hashes, against @noble/hashes", ratio(OURS), 18)],
  };
}
