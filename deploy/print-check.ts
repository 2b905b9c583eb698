import type { Finding } from "./checks/finding.ts";
import { pointNumbers, points } from "./checks/points.ts";

/** A deployment check, a line for each point; under a point that does not hold, each statement that does not. */
export function checkLines(findings: readonly Finding[]): string[] {
  const lines = pointNumbers.flatMap((number) => {
    const own = findings.filter(({ point }) => point === number);
    const failed = own.filter(({ ok }) => !ok);
    const apart = own.filter(({ applies }) => !applies);
    const sign = failed.length > 0 ? "✘" : own.length === apart.length ? "○" : "✔";
    return [
      `${sign} ${String(number).padStart(2)} ${points[number]}${own.length === 0 ? " (not asked)" : ""}`,
      ...failed.map(({ statement, found }) => `     ✘ ${statement}: ${found}`),
      ...apart.map(({ statement, found }) => `     ○ ${statement}: ${found}`),
    ];
  });
  const asked = findings.filter(({ applies }) => applies);
  return [...lines, `${asked.filter(({ ok }) => ok).length} of ${asked.length} statements about the deployment hold`];
}
