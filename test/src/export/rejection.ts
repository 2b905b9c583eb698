import { CollectiveError } from "../../../src/primitives/errors.ts";

/** The code of the error that `action` ends with; "none" when it succeeds. */
export async function codeOf(action: () => unknown): Promise<string> {
  try {
    await action();
  } catch (error) {
    if (error instanceof CollectiveError) return error.code;
    throw error;
  }
  return "none";
}

/** All items of `source`. */
export async function collect<Item>(source: AsyncIterable<Item>): Promise<Item[]> {
  const items: Item[] = [];
  for await (const item of source) items.push(item);
  return items;
}
