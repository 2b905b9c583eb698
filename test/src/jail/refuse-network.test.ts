import { expect } from "chai";
import { runProgram } from "../../helpers/run-program.ts";

const script = `
  const { refuseNetwork } = await import("./src/jail/refuse-network.ts");
  refuseNetwork();
  const [net, dgram, dns] = [await import("node:net"), await import("node:dgram"), await import("node:dns")];
  const attempts = [
    () => net.connect(9, "127.0.0.1"), () => net.createServer().listen(0), () => dgram.createSocket("udp4").bind(0),
    () => dgram.createSocket("udp4").send("x", 9), () => dns.lookup("localhost", () => 0), () => dns.promises.resolve("x"),
    () => new dns.Resolver().resolve4("x", () => 0), () => fetch("http://127.0.0.1:8545"),
  ];
  for (const attempt of attempts) {
    try { await attempt(); console.log("allowed"); } catch (error) { console.log(error.cause?.message ?? error.message); }
  }`;

describe("refuseNetwork", () => {
  it("takes connecting, listening, datagrams and names from the process", async () => {
    const { stdout } = await runProgram(process.execPath, ["--input-type=module", "-e", script]);
    expect(stdout.trim().split("\n")).to.deep.equal(
      Array.from({ length: 8 }, () => "There is no network in the jail."),
    );
  });
});
