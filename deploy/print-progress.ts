import type { PlannedStep } from "./plan.ts";
import type { StepEvent } from "./run-module.ts";

/**
 * Says of each transaction when it is sent and when it is mined, the how many-th of how many it is, and its hash: a
 * public chain takes minutes for all of them, and silence looks like a program that hangs.
 *
 * @param progress - How far each step is before the run; those that an earlier run sent are counted as sent.
 */
export function progressPrinter(
  progress: ReadonlyMap<string, PlannedStep["state"]>,
  print: (line: string) => void,
): (event: StepEvent) => void {
  const begun = [...progress].filter(([, state]) => state !== "to send");
  const numbers = {
    sent: new Map(begun.map(([step], index) => [step, index + 1])),
    mined: new Map(begun.filter(([, state]) => state === "done").map(([step], index) => [step, index + 1])),
  };
  const count = (kind: StepEvent["kind"], step: string) => {
    const number = numbers[kind].get(step) ?? numbers[kind].size + 1;
    numbers[kind].set(step, number);
    return number;
  };
  return ({ kind, step, hash }) => {
    // What a dead run sent and this one found on the chain is only seen mined.
    count("sent", step);
    const number = String(count(kind, step)).padStart(String(progress.size).length);
    print(`${kind.padEnd(5)} ${number}/${progress.size}  ${step.replace(/^.*#/, "").padEnd(32)} ${hash}`);
  };
}
