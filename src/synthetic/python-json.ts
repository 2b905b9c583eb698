/** A float as Python prints it, such as `1717259264.518846` or `1735000000.0`. */
export class PythonFloat {
  readonly text: string;

  /** `seconds` whole, `micros` from 0 to 999,999. */
  constructor(seconds: number, micros = 0) {
    const digits = String(micros).padStart(6, "0").replace(/0+$/, "");
    this.text = `${seconds}.${digits === "" ? "0" : digits}`;
  }
}

/** What {@link pythonJson} can write; numbers are whole. */
export type PythonValue =
  null | boolean | number | string | PythonFloat | readonly PythonValue[] | { readonly [key: string]: PythonValue };

/**
 * Writes `value` byte for byte as Python's `json.dumps` with default settings does, which makes real exports: `", "` and
 * `": "` between things, everything outside ASCII as `\uXXXX`, keys in the order given.
 */
export function pythonJson(value: PythonValue): string {
  if (value instanceof PythonFloat) return value.text;
  if (typeof value === "string") return writeString(value);
  if (value === null || typeof value !== "object") return String(value);
  if (isList(value)) return `[${value.map(pythonJson).join(", ")}]`;
  const properties = Object.entries(value).map(([key, property]) => `${writeString(key)}: ${pythonJson(property)}`);
  return `{${properties.join(", ")}}`;
}

function isList(value: object): value is readonly PythonValue[] {
  return Array.isArray(value);
}

function writeString(text: string): string {
  return JSON.stringify(text).replace(
    /[\u0080-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
