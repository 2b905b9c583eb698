import { canonical } from "./canonical-json.ts";
import { messageOf, type Context } from "./differences.ts";
import type { Rederived } from "./rederive-epoch.ts";

/** Names the fields in which a manifest differs, each with the first place in it that does. */
export function compareManifest(check: Context["check"], expected: Rederived["manifest"], file: Buffer): void {
  try {
    const manifest = fieldsOf(JSON.parse(canonical(expected)));
    const found = fieldsOf(JSON.parse(file.toString("utf8")));
    compareFields(check, "MANIFEST", { ...manifest, inputs: null }, { ...found, inputs: null });
    compareFields(check, "INPUTS", fieldsOf(manifest.inputs), fieldsOf(found.inputs));
  } catch (error) {
    check("MANIFEST", "manifest.json", "canonical JSON", messageOf(error));
  }
}

function compareFields(check: Context["check"], code: string, expected: Fields, found: Fields): void {
  check(code, "fields", Object.keys(expected).sort(), Object.keys(found).sort());
  for (const [name, value] of Object.entries(expected)) {
    const place = firstDifference(name, value, found[name]);
    check(code, place.where, place.expected, place.found);
  }
}

/** Goes down into objects and lists as long as both sides are one. */
function firstDifference(where: string, expected: unknown, found: unknown): Place {
  const [ours, theirs] = [fieldsOf(expected), fieldsOf(found)];
  const names = Object.keys(theirs).length === 0 ? [] : Object.keys({ ...ours, ...theirs });
  const name = names.find((key) => canonical(ours[key]) !== canonical(theirs[key]));
  return name === undefined
    ? { where, expected, found }
    : firstDifference(`${where}.${name}`, ours[name], theirs[name]);
}

type Fields = Readonly<Record<string, unknown>>;
type Place = { readonly where: string; readonly expected: unknown; readonly found: unknown };

function fieldsOf(value: unknown): Fields {
  return typeof value === "object" && value !== null ? (value as Fields) : {};
}
