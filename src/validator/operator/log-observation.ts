import { phaseOf } from "./epoch-phase.ts";
import type { NodeLog } from "./node-log.ts";
import type { Observation } from "./observe-node.ts";

/** Writes the lines about one step of a node. */
export function logObservation(
  log: NodeLog,
  { event, alerts, duty, begins, ms, clockDifference, halted }: Observation,
): void {
  logEvent(log, event, { ms, clockDifference });
  if (begins && duty !== null) log.line("info", "duty begun", fieldsOf(duty));
  for (const { code, duty: failed, failures } of alerts) {
    log.line("error", "alert", { code, failures, ...(failed !== null && fieldsOf(failed)) });
  }
  if (halted !== null) log.line("fatal", "halted", { code: halted });
}

function logEvent(
  log: NodeLog,
  event: Observation["event"],
  { ms, clockDifference }: Pick<Observation, "ms" | "clockDifference">,
): void {
  const taken = ms === null ? {} : { ms };
  switch (event.kind) {
    case "started":
      log.line("info", "started");
      return;
    case "stopped":
      return;
    case "looked": {
      const { epoch, attempt, lastSettled, settledThrough, view } = event.sight;
      const phase = phaseOf(view);
      const ahead = Math.round(Number(clockDifference));
      log.line("debug", "looked", { epoch, attempt, phase, lastSettled, settledThrough, clockDifference: ahead });
      return;
    }
    case "blinded":
      log.line("warn", "blinded", { code: event.code });
      return;
    case "performed": {
      const { duty, judgement } = event;
      const level = judgement === "wrong" ? "warn" : "info";
      log.line(level, "duty performed", { ...fieldsOf(duty), ...taken, ...(judgement && { judgement }) });
      return;
    }
    case "failed":
      log.line("warn", "duty failed", { ...fieldsOf(event.duty), ...taken, code: event.code });
  }
}

function fieldsOf({ kind, epoch, attempt }: NonNullable<Observation["duty"]>) {
  return { duty: kind, epoch, attempt };
}
