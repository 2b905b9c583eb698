import { expect } from "chai";
import { progressPrinter } from "../../deploy/print-progress.ts";
import { toHex32 } from "../../src/primitives/identifiers.ts";

const hash = toHex32(`0x${"5".repeat(64)}`);

/** The lines without their last column, the hash. */
function linesOf(
  progress: readonly (readonly [string, "to send" | "sent" | "done"])[],
  events: readonly (readonly ["sent" | "mined", string])[],
) {
  const lines: string[] = [];
  const tell = progressPrinter(new Map(progress), (line) => lines.push(line));
  for (const [kind, step] of events) tell({ kind, step, hash });
  for (const line of lines) expect(line.endsWith(` ${hash}`)).to.equal(true);
  return lines.map((line) => line.split(/\s+/).slice(0, -1).join(" "));
}

describe("progressPrinter", () => {
  it("numbers what is sent and what is mined, each by itself", () => {
    const steps = [["Collective#A", "to send"] as const, ["Collective#B", "to send"] as const];

    const lines = linesOf(steps, [
      ["sent", "Collective#B"],
      ["sent", "Collective#A"],
      ["mined", "Collective#A"],
      ["mined", "Collective#B"],
    ]);

    expect(lines).to.deep.equal(["sent 1/2 B", "sent 2/2 A", "mined 1/2 A", "mined 2/2 B"]);
  });

  it("goes on where the earlier run stopped", () => {
    const steps = [["M#A", "done"] as const, ["M#B", "sent"] as const, ["M#C", "to send"] as const];

    expect(
      linesOf(steps, [
        ["mined", "M#B"],
        ["sent", "M#C"],
        ["mined", "M#C"],
      ]),
    ).to.deep.equal(["mined 2/3 B", "sent 3/3 C", "mined 3/3 C"]);
  });

  it("counts what the dead run sent unseen, and keeps the number of what is sent again at a higher fee", () => {
    const steps = [["M#A", "to send"] as const, ["M#B", "to send"] as const];

    expect(
      linesOf(steps, [
        ["mined", "M#A"],
        ["sent", "M#B"],
        ["sent", "M#B"],
      ]),
    ).to.deep.equal(["mined 1/2 A", "sent 2/2 B", "sent 2/2 B"]);
  });
});
