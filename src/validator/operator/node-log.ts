import pino from "pino";
import type { LogLevel } from "./configuration.ts";
import type { LineWriter } from "./line-writer.ts";

/** What may stand in a log line beside time, level and message. Everything else is left out, whoever wrote it. */
export type LogFields = {
  readonly duty?: string;
  readonly epoch?: number;
  /** From 1; 0 where attempts make no difference. */
  readonly attempt?: number;
  readonly code?: string;
  readonly ms?: number;
  readonly failures?: number;
  readonly judgement?: "right" | "wrong";
  readonly phase?: string;
  readonly lastSettled?: number;
  readonly settledThrough?: number;
  /** Seconds by which the chain's clock is ahead of the machine's. */
  readonly clockDifference?: number;
  readonly chainId?: number;
  readonly validator?: string;
  readonly contribution?: string;
  readonly version?: number;
  readonly endpoint?: number;
  readonly nonce?: number;
  readonly purpose?: string;
  readonly hash?: string;
  readonly count?: number;
  readonly port?: number;
};

/** What lines say; the same thing always in the same words, so that they can be searched for. */
export type LogMessage =
  | "started"
  | "stopping"
  | "trouble"
  | "ended"
  | "looked"
  | "blinded"
  | "duty begun"
  | "duty performed"
  | "duty failed"
  | "alert"
  | "halted"
  | "endpoint differs"
  | "transaction sent"
  | "transaction replaced"
  | "transaction final"
  | "archive scored"
  | "archive failed"
  | "request refused";

/** The log of a node. */
export type NodeLog = {
  readonly line: (level: LogLevel, message: LogMessage, fields?: LogFields) => void;
  /** Waits a moment until everything is written. */
  readonly close: () => Promise<void>;
};

const CODE = /^[A-Z][A-Z0-9_]{1,63}$/;
const HEX = /^0x[0-9a-f]{40,64}$/;
const WORD = /^[a-z][a-z-]{0,31}$/;
const isCount = (value: unknown): boolean => typeof value === "number" && Number.isFinite(value);
const isLike =
  (pattern: RegExp) =>
  (value: unknown): boolean =>
    typeof value === "string" && pattern.test(value);

/** What each field looks like; a value of another form is left out too, so that no text of anybody gets in. */
const FORMS: Readonly<Record<keyof LogFields, (value: unknown) => boolean>> = {
  duty: isLike(WORD),
  epoch: isCount,
  attempt: isCount,
  code: isLike(CODE),
  ms: isCount,
  failures: isCount,
  judgement: isLike(/^(?:right|wrong)$/),
  phase: isLike(WORD),
  lastSettled: isCount,
  settledThrough: isCount,
  clockDifference: isCount,
  chainId: isCount,
  validator: isLike(HEX),
  contribution: isLike(HEX),
  version: isCount,
  endpoint: isCount,
  nonce: isCount,
  purpose: isLike(/^[a-z]{1,16} \d{1,9}(?:\.\d{1,9})?$/),
  hash: isLike(HEX),
  count: isCount,
  port: isCount,
};

/**
 * Opens a log of one JSON object per line. Nothing that writing it meets reaches the node: a log that cannot be written is
 * lost, a vote is not.
 */
export function openNodeLog(level: LogLevel, writer: LineWriter): NodeLog {
  const logger = pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }), log: onlyKnown },
    },
    { write: writer.write },
  );
  return {
    line(at, message, fields = {}) {
      try {
        logger[at](fields, message);
      } catch {
        // Said above.
      }
    },
    close: writer.close,
  };
}

function onlyKnown(fields: object): Record<string, unknown> {
  const known = Object.entries(fields).filter(
    ([name, value]) => Object.hasOwn(FORMS, name) && FORMS[name as keyof LogFields](value),
  );
  return Object.fromEntries(known);
}
