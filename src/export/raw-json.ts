/** An object out of `JSON.parse`, whose keys are not to be trusted: `__proto__` and `toString` may be among them. */
export type RawRecord = Readonly<Record<string, unknown>>;

/** Whether `value` is a JSON object (not null, not a list). */
export function isRecord(value: unknown): value is RawRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The property `key` of `value` itself, never one inherited; `undefined` when `value` is not an object or lacks it. */
export function property(value: unknown, key: string): unknown {
  return isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** `value` as well-formed Unicode (unpaired surrogates become U+FFFD) when it is a string, else null. */
export function stringOrNull(value: unknown): string | null {
  return typeof value === "string" ? value.toWellFormed() : null;
}

/** A short technical string such as a model or a locale; null when it is not a string, empty or over 128 UTF-16 units. */
export function slugOrNull(value: unknown): string | null {
  const text = stringOrNull(value);
  return text !== null && text.length > 0 && text.length <= 128 ? text : null;
}

/** `value` when it is a list, else an empty list. */
export function listOrEmpty(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}
