/**
 * Does one thing with the database at argv[2] (a place as JSON), as another process of the same validator would; tests kill it.
 * argv[3] names the thing, the rest are its arguments. Prints one line for each thing that is done, before it goes on.
 */
import { writeSync } from "node:fs";
import { CollectiveError } from "../../../../src/primitives/errors.ts";
import { epochRecords } from "../../../../src/validator/database/epoch-records.ts";
import { openMeasureQueue } from "../../../../src/validator/database/measure-queue.ts";
import { openDatabase, type DatabasePlace } from "../../../../src/validator/database/open-database.ts";
import { openSigningHistory } from "../../../../src/validator/database/signing-history.ts";
import { digest, signer } from "./signer.ts";
import { work, counted } from "./some-work.ts";

const [, , place = "", command = "", ...args] = process.argv;
const [first = 0, second = 0] = args.map(Number);
const say = (line: string): void => {
  writeSync(1, `${line}\n`);
};
const open = (role: "node" | "scorer" = "node") => openDatabase(JSON.parse(place) as DatabasePlace, { role });

const commands: Readonly<Record<string, () => Promise<void>>> = {
  /** Holds the database until it is killed. */
  hold: async () => {
    await open();
    say("open");
    setInterval(() => undefined, 1_000);
  },
  /** Says what was stated for the epoch, then states one attempt after another; dies after `second` of them. */
  state: async () => {
    const history = await openSigningHistory(await open(), signer);
    const before = await history.statementsOf(first);
    say(`found ${before.length} ${before.every((one) => one.digest === digest(one.attempt + 1)) ? "whole" : "half"}`);
    for (let attempt = before.length; ; attempt++) {
      await history.state({ kind: "report", epoch: first, attempt, digest: digest(attempt + 1) });
      if (attempt + 1 === before.length + second) process.kill(process.pid, "SIGKILL");
      say(`stated ${attempt}`);
    }
  },
  /** As a second node that should not be there: states its own digest for each epoch up to `first`. */
  contend: async () => {
    const history = await openSigningHistory(await open("scorer"), signer);
    for (let epoch = 1; epoch <= first; epoch++) {
      const statement = { kind: "report", epoch, attempt: 0, digest: digest(second) } as const;
      const outcome = await history.state(statement).catch((error: unknown) => (error as CollectiveError).code);
      say(`${epoch} ${outcome}`);
    }
  },
  /** Settles one epoch after another, from the one after the last. */
  settle: async () => {
    const records = epochRecords(await open());
    say("open");
    for (let epoch = (await records.settledThrough()) + 1; ; epoch++) {
      await records.save(work(epoch));
      await records.settle(epoch, counted(epoch));
      say(`settled ${epoch}`);
    }
  },
  /** Takes a job and never ends it. */
  swallow: async () => {
    const quick = { heartbeatSeconds: 10, superviseSeconds: 1 };
    const queue = await openMeasureQueue(await open("scorer"), { ruleset: digest(500), ...quick });
    await queue.work(() => {
      say("taken");
      return new Promise(() => undefined);
    });
    setInterval(() => undefined, 1_000);
  },
};

try {
  await commands[command]?.();
} catch (error) {
  say(error instanceof CollectiveError ? error.code : `UNEXPECTED ${String(error)}`);
  process.exit(1);
}
