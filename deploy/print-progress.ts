import type { DeploymentEvent } from "./deploy-collective.ts";
import type { PlannedStep } from "./plan.ts";

/**
 * Says of each transaction when it is sent and when it is mined, the how many-th of how many it is, and its hash: a
 * public chain takes minutes for all of them, and silence looks like a program that hangs.
 *
 * @param progress - How far each step is before the run; those that an earlier run sent are counted as sent.
 */
export function progressPrinter(
  progress: ReadonlyMap<string, PlannedStep["state"]>,
  print: (line: string) => void,
): (event: DeploymentEvent) => void {
  const begun = [...progress].filter(([, state]) => state !== "to send");
  const numbers = {
    sent: new Map(begun.map(([step], index) => [step, index + 1])),
    mined: new Map(begun.filter(([, state]) => state === "done").map(([step], index) => [step, index + 1])),
  };
  const count = (kind: "sent" | "mined", step: string) => {
    const number = numbers[kind].get(step) ?? numbers[kind].size + 1;
    numbers[kind].set(step, number);
    return number;
  };
  return (event) => {
    const name = event.step.replace(/^.*#/, "");
    if (event.kind === "forgotten") {
      print(`Transaction number ${event.nonce} (${name}) never got to the chain: its step begins anew.`);
      return;
    }
    const { kind, step, hash } = event;
    // What a dead run sent and this one found on the chain is only seen mined.
    count("sent", step);
    const number = String(count(kind, step)).padStart(String(progress.size).length);
    print(`${kind.padEnd(5)} ${number}/${progress.size}  ${name.padEnd(32)} ${hash}`);
  };
}
