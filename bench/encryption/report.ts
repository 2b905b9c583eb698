import { atLeast, atMost, type Bar } from "../bars.ts";
import { describeMachine, versionsOf, type Machine } from "../machine.ts";
import { mediansOf, runProgram, runRounds, type Usage } from "../readings.ts";
import { plainFile } from "./plain-file.ts";
import type { SubjectName } from "./subjects.ts";

/** The median run of one subject. */
export type Row = { readonly name: string; readonly amount: number; readonly median: Usage };

/** Everything one run measured. */
export type EncryptionReport = Machine & {
  readonly repetitions: number;
  readonly encrypt: readonly Row[];
  readonly decrypt: readonly Row[];
  readonly files: readonly Row[];
  readonly wraps: readonly Row[];
  readonly bars: readonly Bar[];
};

type Measured = { readonly subject: SubjectName; readonly amount: number; readonly nodeOptions?: readonly string[] };

const MEGA = 1e6;
const IN_MEMORY = 200 * MEGA;
const ON_DISK = 1_000 * MEGA;
const REPETITIONS = 3;
/** Takes the cipher and the hash that a browser gets. */
const asInBrowser = ["--conditions=browser"];

const measured = {
  "age-encryption, encrypting": { subject: "age-encryption, encrypt", amount: IN_MEMORY },
  "this, encrypting": { subject: "this, encrypt", amount: IN_MEMORY },
  "this as in a browser, encrypting": { subject: "this, encrypt", amount: IN_MEMORY, nodeOptions: asInBrowser },
  "age-encryption, decrypting": { subject: "age-encryption, decrypt", amount: IN_MEMORY },
  "this, decrypting": { subject: "this, decrypt", amount: IN_MEMORY },
  "this as in a browser, decrypting": { subject: "this, decrypt", amount: IN_MEMORY, nodeOptions: asInBrowser },
  "sealed from a file into a store": { subject: "file to store", amount: ON_DISK },
  "opened from a store into a file": { subject: "store to file", amount: ON_DISK },
  "X25519, wrap": { subject: "X25519, wrap", amount: 300 },
  "X25519, unwrap": { subject: "X25519, unwrap", amount: 300 },
  "hybrid post-quantum, wrap": { subject: "hybrid post-quantum, wrap", amount: 100 },
  "hybrid post-quantum, unwrap": { subject: "hybrid post-quantum, unwrap", amount: 100 },
} as const satisfies Readonly<Record<string, Measured>>;
type Name = keyof typeof measured;

/** Measures everything, each run in a process of its own; `tell` is told what is measured. */
export function measureEncryption(tell: (what: string) => void): EncryptionReport {
  tell("generating a file, once");
  plainFile(ON_DISK);
  const jobs = (Object.entries(measured) as [Name, Measured][]).map(([name, job]) => ({ name, run: () => run(job) }));
  const readings = runRounds(jobs, REPETITIONS, tell);
  const row = (name: Name, shown: string = name): Row => ({
    name: shown,
    amount: measured[name].amount,
    median: mediansOf(readings.get(name) ?? []),
  });
  const direction = (how: "encrypting" | "decrypting"): Row[] =>
    (["age-encryption", "this", "this as in a browser"] as const).map((who) => row(`${who}, ${how}`, who));
  const rows = {
    encrypt: direction("encrypting"),
    decrypt: direction("decrypting"),
    files: [row("sealed from a file into a store"), row("opened from a store into a file")],
    wraps: (
      ["X25519, wrap", "X25519, unwrap", "hybrid post-quantum, wrap", "hybrid post-quantum, unwrap"] as const
    ).map((name) => row(name)),
  };
  const machine = describeMachine(versionsOf(["age-encryption", "@noble/ciphers"]));
  return { ...machine, repetitions: REPETITIONS, ...rows, bars: judge(rows) };
}

/** What is promised: three times the library's speed, and memory that does not grow. */
export function judge({ encrypt, decrypt, files }: Pick<EncryptionReport, "encrypt" | "decrypt" | "files">): Bar[] {
  const ratio = ([theirs, ours]: readonly Row[]) => (theirs?.median.cpuMs ?? 0) / (ours?.median.cpuMs ?? 0);
  const [sealing, opening] = files.map(({ median }) => median.peakBytes / MEGA);
  return [
    atLeast("encrypting, × the CPU speed of age-encryption", ratio(encrypt), 3),
    atLeast("decrypting, × the CPU speed of age-encryption", ratio(decrypt), 3),
    atMost("sealing 1 GB, peak memory in MB", sealing ?? Number.POSITIVE_INFINITY, 150),
    atMost("opening 1 GB, peak memory in MB", opening ?? Number.POSITIVE_INFINITY, 150),
  ];
}

function run({ subject, amount, nodeOptions = [] }: Measured): Usage {
  return runProgram(import.meta.url, "run-subject.ts", [subject, String(amount)], nodeOptions) as Usage;
}
