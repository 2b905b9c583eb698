/** JSON with ascending keys, no spaces, bigints as decimal strings and a line feed at the end (docs/rewards.md §2). */
export function canonical(value: unknown): string {
  const arrange = (_key: string, item: unknown): unknown => {
    if (typeof item === "bigint") return item.toString();
    if (typeof item !== "object" || item === null || Array.isArray(item)) return item;
    return Object.fromEntries(ascending(([key]) => key, Object.entries(item)));
  };
  return `${JSON.stringify(value, arrange)}\n`;
}

/** A copy of `items`, ascending by key; equal keys keep their order. */
export function ascending<T>(keyOf: (item: T) => string | number, items: readonly T[]): T[] {
  return items.toSorted((a, b) => {
    const [left, right] = [keyOf(a), keyOf(b)];
    if (left === right) return 0;
    return left < right ? -1 : 1;
  });
}
