import { createHash } from "node:crypto";
import fs from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { canonicalJson } from "../../primitives/canonical-json.ts";
import { oneAtATime } from "../../primitives/one-at-a-time.ts";
import { onDisk, syncFolder, unless } from "../../storage/disk.ts";
import { corruptDatabase } from "./database-error.ts";

const FILE = "statements.log";
const CHECK_DIGITS = 16;

const hex32 = z.string().regex(/^0x[0-9a-f]{64}$/);
const count = z.number().int().min(0);
const entry = z.union([
  z.object({ kind: z.literal("begun"), epoch: count }).strict(),
  z.object({ kind: z.enum(["scores", "report", "veto"]), epoch: count, attempt: count, digest: hex32 }).strict(),
]);

/** One line: that the history began, or a statement. */
export type LogEntry = z.infer<typeof entry>;

/** The second copy of a signing history, beside the tables in a folder. */
export type StatementLog = {
  /** What is in it is not written again. On the disk when it resolves. */
  readonly keep: (entry: LogEntry) => Promise<void>;
};

/**
 * Reads the log of a folder. Each line ends in the beginning of its SHA-256; a last line that was cut off belongs to a
 * statement that was never confirmed.
 *
 * @throws {InvalidInputError} `VALIDATOR_DATABASE_CORRUPT` when a line is none that was written here.
 */
export async function readStatements(folder: string): Promise<LogEntry[]> {
  const text = (await onDisk("read", () => unless(["ENOENT"], () => fs.readFile(join(folder, FILE), "latin1")))) ?? "";
  return text.split("\n").slice(0, -1).map(readLine);
}

/** Whether a folder has ever held a history. */
export async function hasStatements(folder: string): Promise<boolean> {
  return (await readStatements(folder)).length > 0;
}

/** Opens the log of a folder to write to it, without the line that was cut off. */
export async function openStatementLog(folder: string): Promise<StatementLog> {
  const path = join(folder, FILE);
  const lines = (await readStatements(folder)).map(toLine);
  const kept = new Set(lines);
  await onDisk("write", async () => {
    const file = await fs.open(path, "a", 0o600);
    try {
      await file.truncate(lines.join("").length);
      await file.sync();
    } finally {
      await file.close();
    }
    await syncFolder(fs, folder);
  });
  const queue = oneAtATime();
  return {
    keep: (statement) =>
      queue(async () => {
        const line = toLine(statement);
        if (kept.has(line)) return;
        await onDisk("write", () => append(path, line));
        kept.add(line);
      }),
  };
}

async function append(path: string, line: string): Promise<void> {
  const file = await fs.open(path, "a", 0o600);
  const { size } = await file.stat();
  try {
    await file.writeFile(line);
    await file.sync();
  } catch (error) {
    await file.truncate(size).catch(() => undefined);
    throw error;
  } finally {
    await file.close();
  }
}

function toLine(statement: LogEntry): string {
  const text = canonicalJson(statement).trimEnd();
  return `${text} ${checkOf(text)}\n`;
}

function readLine(line: string): LogEntry {
  const text = line.slice(0, -CHECK_DIGITS - 1);
  if (line !== `${text} ${checkOf(text)}`) throw corruptDatabase("STATEMENT_LOG");
  const { data } = entry.safeParse(JSON.parse(text));
  if (data === undefined) throw corruptDatabase("STATEMENT_LOG");
  return data;
}

function checkOf(text: string): string {
  return createHash("sha256").update(text, "latin1").digest("hex").slice(0, CHECK_DIGITS);
}
