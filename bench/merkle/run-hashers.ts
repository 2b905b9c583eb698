import { InvariantError } from "../../src/primitives/errors.ts";
import { median, startClock } from "../readings.ts";
import { generateRecords } from "./generate-records.ts";
import { hashers, type HasherName, type HashSubject } from "./hashers.ts";

/** Runs all hashers in turn in this process and prints {@link HashReading}: `run-hashers.ts`. */

/** CPU nanoseconds per message. */
export type HashReading = Readonly<Record<HasherName, number>>;

const BATCH = 2_048;
const MESSAGE_BYTES = 64;
const TURNS = 100;
const TURN_CPU_MS = 5;

const whole = ascendingHalves(generateRecords(BATCH * 2).subarray(0, BATCH * MESSAGE_BYTES));
const cut = Array.from({ length: BATCH }, (_, i) => whole.slice(i * MESSAGE_BYTES, (i + 1) * MESSAGE_BYTES));
const names = Object.keys(hashers) as HasherName[];
const subjects: HashSubject[] = [];
for (const name of names) subjects.push(await hashers[name]({ whole, cut }));

const turns: number[][] = names.map(() => []);
for (let turn = 0; turn < TURNS; turn++) subjects.forEach((subject, i) => turns[i]!.push(takeTurn(subject)));
if (new Set(subjects.map(({ last }) => last())).size !== 1) {
  throw new InvariantError("BENCH_HASHES_DIFFER", "The hashers do not give the same hash.");
}
console.log(JSON.stringify(Object.fromEntries(names.map((name, i) => [name, median(turns[i]!)]))));

function takeTurn({ hashAll }: HashSubject): number {
  const usage = startClock();
  let batches = 0;
  for (; usage().cpuMs < TURN_CPU_MS; batches++) hashAll();
  return (usage().cpuMs * 1e6) / (batches * BATCH);
}

/** Ours put the smaller half of a message first, the libraries hash it as it is: here both do the same. */
function ascendingHalves(messages: Uint8Array): Uint8Array {
  for (let at = 0; at < messages.length; at += MESSAGE_BYTES) {
    messages[at] = messages[at]! & 0x7f;
    messages[at + MESSAGE_BYTES / 2] = messages[at + MESSAGE_BYTES / 2]! | 0x80;
  }
  return messages;
}
