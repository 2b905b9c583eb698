/**
 * Runtime code that answers `getThreshold()` and `getOwners()` as a Safe with so many signatures and owners does, and
 * nothing else. Each owner is the zero address; only their number is asked for.
 */
export function safeCode(threshold: number, owners: number): string {
  const byte = (value: number) => value.toString(16).padStart(2, "0");
  // Both answers start at memory 0; what is not written is zero.
  const askedFor = (selector: string, target: number) => `8063${selector}1460${byte(target)}57`;
  const dispatch = (first: number, second: number) =>
    `5f3560e01c${askedFor("e75235b8", first)}${askedFor("a0e67e2b", second)}5f5ffd`;
  const size = dispatch(0, 0).length / 2;
  const thresholdAnswer = `5b60${byte(threshold)}5f5260205ff3`;
  const ownersAt = size + thresholdAnswer.length / 2;
  const ownersAnswer = `5b60205f5260${byte(owners)}60205260${byte(64 + 32 * owners)}5ff3`;
  return `0x${dispatch(size, ownersAt)}${thresholdAnswer}${ownersAnswer}`;
}
