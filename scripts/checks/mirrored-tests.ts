import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { root } from "./run-command.ts";

/**
 * Each file of `src/` that holds code has a test at the mirrored path, or the parts of one that lie in a folder of its name
 * have the test of the whole; each contract error and event is named in a test.
 */
const problems: string[] = [];

for (const file of globSync("src/**/*.ts", { cwd: root })) {
  const test = `test/${file.replace(/\.ts$/, ".test.ts")}`;
  const holdsCode = /^export (?:async )?(?:function|const|class)/m.test(readFileSync(root + file, "utf8"));
  const whole = `${dirname(file)}.ts`;
  const isTested =
    existsSync(root + test) || (existsSync(root + whole) && existsSync(`${root}test/${dirname(file)}.test.ts`));
  if (holdsCode && !isTested) problems.push(`${file}: expected ${test}`);
}

const tests = globSync("test/**/*.{ts,sol}", { cwd: root })
  .map((file) => readFileSync(root + file, "utf8"))
  .join("\n");
for (const file of globSync("contracts/{interfaces,libraries}/*.sol", { cwd: root })) {
  for (const [, kind, name] of readFileSync(root + file, "utf8").matchAll(/^\s*(error|event) (\w+)\(/gm)) {
    if (!new RegExp(`\\b${name ?? ""}\\b`).test(tests))
      problems.push(`${file}: ${kind ?? ""} ${name ?? ""} is in no test`);
  }
}
for (const problem of problems) console.log(problem);
process.exitCode = problems.length === 0 ? 0 : 1;
