import { expect } from "chai";
import { globSync, readFileSync } from "node:fs";
import ts from "typescript";
import { root } from "../helpers/run-program.ts";

const LENGTH = 50_000;
const CPU_MILLISECONDS = 50;

/** Every regular expression of the code that reads or scores what strangers wrote. */
function patterns(): { file: string; pattern: RegExp }[] {
  return globSync("src/{export,scoring,sharing,tools}/*.ts", { cwd: root }).flatMap((file) => {
    const found: { file: string; pattern: RegExp }[] = [];
    const visit = (node: ts.Node): void => {
      if (ts.isRegularExpressionLiteral(node)) {
        const [, source = "", flags = ""] = /^\/(.*)\/(\w*)$/s.exec(node.text) ?? [];
        found.push({ file, pattern: new RegExp(source, flags) });
      }
      ts.forEachChild(node, visit);
    };
    visit(ts.createSourceFile(file, readFileSync(root + file, "utf8"), ts.ScriptTarget.Latest));
    return found;
  });
}

/** What a pattern could go back and forth over: every piece of its own text, and what its classes stand for. */
function pumps({ source }: RegExp): string[] {
  const text = source.replaceAll(/\\u([0-9a-f]{4})/g, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 16)),
  );
  const letters = text.replaceAll(/\\d/g, "7").replaceAll(/\\s/g, " ").replaceAll(/\\(.)/g, "$1");
  const literal = letters.replaceAll(/[()[\]{}?*+^$|]/g, "");
  const pieces = Array.from({ length: literal.length }, (_, start) =>
    [1, 2, 5, 12].map((size) => literal.slice(start, start + size)),
  );
  return [
    ...new Set([...pieces.flat(), literal, "a", "7", " ", "\n", "/", ".", "\\", "a/", "\u3010", "\ue200"]),
  ].filter((piece) => piece !== "");
}

describe("regular expressions of src/export, src/scoring, src/sharing and src/tools", function () {
  this.timeout(300_000);

  it("T61: take under 50 ms for 50,000 characters made against them", () => {
    const all = patterns();
    expect(all.length).to.be.at.least(15);
    for (const { file, pattern } of all) {
      for (const pump of pumps(pattern)) {
        const body = pump.repeat(Math.ceil(LENGTH / pump.length));
        for (const text of [body, `${body}\0`, `${body}\n!`]) {
          const spent = cpuMilliseconds(() => text.replace(pattern, ""));
          expect(spent, `${file} ${pattern.source} against ${JSON.stringify(pump)}`).to.be.below(CPU_MILLISECONDS);
        }
      }
    }
  });
});

function cpuMilliseconds(action: () => unknown): number {
  const before = process.cpuUsage();
  action();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
