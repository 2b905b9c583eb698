import type { ConversationMeasure, SettleableMeasure } from "./measure-conversation.ts";

/** Earlier first; then by id, by code unit; conversations equal in both are told apart by what they hold. */
export function compareMeasures(a: SettleableMeasure, b: SettleableMeasure): number {
  if (a.time !== b.time) return a.time - b.time;
  if (a.id !== b.id) return a.id < b.id ? -1 : 1;
  const worth = b.volume * b.quality * b.consistency - a.volume * a.quality * a.consistency;
  if (worth !== 0) return worth;
  for (let i = 0; i < Math.min(a.fingerprints.length, b.fingerprints.length); i++) {
    const difference = (a.fingerprints[i] ?? 0) - (b.fingerprints[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.fingerprints.length - b.fingerprints.length;
}

/** {@link compareMeasures}; what is equal up to there may still differ in the text between its samples. */
export function compareWithPassages(a: ConversationMeasure, b: ConversationMeasure): number {
  const order = compareMeasures(a, b);
  if (order !== 0) return order;
  const flat = (measure: ConversationMeasure) =>
    measure.passages.flatMap(({ tokens, adjacent, apart }) => [tokens, adjacent, apart]);
  const [first, second] = [flat(a), flat(b)];
  const at = first.findIndex((value, i) => value !== second[i]);
  return at < 0 ? first.length - second.length : (first[at] ?? 0) - (second[at] ?? Number.NEGATIVE_INFINITY);
}
