import type { RemovalKind } from "../../src/export/removal-marks.ts";
import { createRedactor, type Removal } from "../../src/sharing/redact-text.ts";
import { detectableKinds } from "../../src/sharing/sharing-plan.ts";
import { SeededRandom } from "../../src/synthetic/seeded-random.ts";
import { atLeast, type Bar } from "../bars.ts";
import { forms, OWN_WORDS, type Form } from "./forms.ts";

/** What one form of writing came to. */
export type FormResult = {
  readonly name: string;
  readonly kind: RemovalKind | null;
  readonly isMissed: boolean;
  readonly texts: number;
  /** Texts of which the thing was removed to its last sign; for what is to be left alone, texts that stayed as they are. */
  readonly right: number;
};

/** Precision and recall of one kind, in ‰, over the forms that are not known to be missed. */
export type KindResult = {
  readonly kind: RemovalKind;
  readonly precision: number;
  readonly recall: number;
};

/** Everything one run measured. The figures depend on the options alone. */
export type RedactionReport = {
  readonly options: SampleOptions;
  readonly kinds: readonly KindResult[];
  readonly forms: readonly FormResult[];
  readonly bars: readonly Bar[];
};

/** The size of the sample. */
export type SampleOptions = { readonly seed: number; readonly textsPerForm: number };

const LEAST_PRECISION = 980;
const LEAST_RECALL = 980;
const CARRIERS = [
  ["", ""],
  ["I noted ", " yesterday."],
  ["See ", ", then go on."],
  ["The entry (", ") looks odd."],
  ["Es geht um ", ", oder?"],
  ["- ", "\n- next"],
] as const;

/** Writes the sample, redacts it and counts. */
export function measureRedaction(options: SampleOptions): RedactionReport {
  const redact = createRedactor({ kinds: [...detectableKinds, "word"], words: OWN_WORDS });
  const tally = new Map<RemovalKind, { removals: number; wrong: number; things: number; found: number }>();
  const countOf = (kind: RemovalKind) => {
    const counts = tally.get(kind) ?? { removals: 0, wrong: 0, things: 0, found: 0 };
    tally.set(kind, counts);
    return counts;
  };
  const results = forms.map((form): FormResult => {
    let right = 0;
    for (let index = 0; index < options.textsPerForm; index++) {
      const { text, thing } = writeText(form, new SeededRandom(options.seed, form.name, index));
      const { removals } = redact(text);
      const isRight = form.kind === null ? removals.length === 0 : isCovered(thing, form.kind, removals);
      if (isRight) right += 1;
      if (form.isMissed === true) continue;
      for (const { kind } of removals) {
        countOf(kind).removals += 1;
        if (kind !== form.kind) countOf(kind).wrong += 1;
      }
      if (form.kind === null) continue;
      countOf(form.kind).things += 1;
      if (isRight) countOf(form.kind).found += 1;
    }
    return { name: form.name, kind: form.kind, isMissed: form.isMissed === true, texts: options.textsPerForm, right };
  });
  const kinds = [...tally].map(([kind, { removals, wrong, things, found }]) => ({
    kind,
    precision: permille(removals - wrong, removals),
    recall: permille(found, things),
  }));
  const bars = kinds.flatMap(({ kind, precision, recall }) => [
    atLeast(`${kind}: precision in ‰`, precision, LEAST_PRECISION),
    atLeast(`${kind}: recall in ‰`, recall, LEAST_RECALL),
  ]);
  return { options, kinds, forms: results, bars };
}

function writeText(form: Form, random: SeededRandom): { readonly text: string; readonly thing: string } {
  const written = form.write(random);
  const [before, thing, after] = typeof written === "string" ? ["", written, ""] : written;
  const [head, tail] = random.pick(CARRIERS);
  return { text: `${head}${before}${thing}${after}${tail}`, thing };
}

/** Whether nothing of `thing` is left: one removal of the kind holds all of it. */
function isCovered(thing: string, kind: RemovalKind, removals: readonly Removal[]): boolean {
  return removals.some((removal) => removal.kind === kind && removal.text.includes(thing));
}

function permille(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.floor((1000 * part) / whole);
}
