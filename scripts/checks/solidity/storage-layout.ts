import type { StorageLayout } from "./compiler.ts";

/** One line per state variable and struct member: `slot+offset label: type (bytes)`. */
export function describeLayout({ storage, types }: StorageLayout): string[] {
  return storage.flatMap((variable) => linesOf(variable, types ?? {}, ""));
}

function linesOf(
  { label, slot, offset, type }: StorageLayout["storage"][number],
  types: NonNullable<StorageLayout["types"]>,
  indent: string,
): string[] {
  const { label: name, numberOfBytes, members = [] } = types[type] ?? { label: type, numberOfBytes: "?" };
  const line = `${indent}${slot}+${offset} ${label}: ${name} (${numberOfBytes})`;
  const inside = [...members, ...structsBehind(type, types)];
  return [line, ...inside.flatMap((member) => linesOf(member, types, `${indent}  `))];
}

/** The members of the struct that a mapping or an array leads to, which has slots of its own. */
function structsBehind(type: string, types: NonNullable<StorageLayout["types"]>): StorageLayout["storage"] {
  const struct = /^t_(?:mapping|array)\(.*?(t_struct\(\w+\)\d+_storage)/.exec(type)?.[1];
  return struct === undefined ? [] : (types[struct]?.members ?? []);
}
