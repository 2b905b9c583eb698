import { startClock } from "../readings.ts";
import { subjects, type SubjectName } from "./subjects.ts";

/** Runs one subject in this process and prints what it took: `run-subject.ts <subject> <bytes or times>`. */
const [name, amount] = process.argv.slice(2);
let usage = startClock();
await subjects[name as SubjectName](Number(amount), () => {
  usage = startClock();
});
console.log(JSON.stringify(usage()));
