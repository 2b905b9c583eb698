import { expect } from "chai";
import { jailCommand, type JailBudget } from "../../../src/jail/jail-command.ts";

const budget: JailBudget = { wallMs: 1, cpuSeconds: 9, memoryBytes: 2 ** 30, answerBytes: 1 };

describe("jailCommand", () => {
  it("puts the limits of the kernel around those of Node", () => {
    const [command, ...args] = jailCommand(
      "/code/entry.ts",
      { prlimit: true, noNetwork: ["unshare", "--net"] },
      budget,
    );
    expect([command, ...args.slice(0, 2)]).to.deep.equal(["unshare", "--net", "prlimit"]);
    expect(args).to.include.members(["--cpu=9:10", "--fsize=0", "--permission", "--max-old-space-size=512"]);
    expect(args.at(-1)).to.equal("/code/entry.ts");
  });

  it("runs Node alone where there is nothing else", () => {
    const [command, first] = jailCommand("/code/entry.ts", { prlimit: false, noNetwork: null }, budget);
    expect([command, first]).to.deep.equal([process.execPath, "--permission"]);
  });

  it("lets only code be read, and gives no further permission", () => {
    const args = jailCommand("/code/entry.ts", { prlimit: false, noNetwork: null }, budget);
    expect(args.filter((arg) => arg.startsWith("--allow") && !arg.startsWith("--allow-fs-read="))).to.deep.equal([]);
    const read = args.flatMap((arg) => (arg.startsWith("--allow-fs-read=") ? [arg.slice(16)] : []));
    for (const path of read) expect(path).to.match(/(?:package\.json|src\/\w+|node_modules|\/code)$/);
  });
});
