/** Every copy of a JSON-like value with one leaf changed and every copy with one item of a list left out. */
export function* mutations(value: unknown): Generator {
  if (Array.isArray(value)) {
    for (const [i, item] of value.entries()) {
      yield value.toSpliced(i, 1);
      for (const changed of mutations(item)) yield value.with(i, changed);
    }
  } else if (typeof value === "object" && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      for (const changed of mutations(item)) yield { ...value, [key]: changed };
    }
  } else yield mutateLeaf(value);
}

function mutateLeaf(value: unknown): unknown {
  if (typeof value === "number") return value + 1;
  if (typeof value === "bigint") return value + 1n;
  if (typeof value !== "string") return "something";
  const last = value.at(-1);
  return value.slice(0, -1) + (last === "1" ? "2" : "1");
}
