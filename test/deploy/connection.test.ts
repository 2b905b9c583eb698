import { expect } from "chai";
import { connectToRead } from "../../deploy/connection.ts";
import { describeFailure } from "../../deploy/describe-failure.ts";
import { startAnsweringServer, type AnsweringServer } from "../helpers/answering-server.ts";

describe("connecting to read", () => {
  let server: AnsweringServer;

  // Hardhat reads a variable once in a process, so there is one server for all tests, at an address that has a secret.
  before(async () => {
    server = await startAnsweringServer();
    process.env.BASE_SEPOLIA_RPC_URL = `${server.url}/v2/secret?key=secret`;
  });

  after(async () => {
    await server.stop();
    delete process.env.BASE_SEPOLIA_RPC_URL;
  });

  /** How a command ends that connects to a node that answers so. */
  const endOf = async (status: number, body: string) => {
    server.answer(status, body);
    try {
      await (await connectToRead("baseSepolia")).close();
      return { text: "", exitCode: 0 };
    } catch (error) {
      return describeFailure(error);
    }
  };
  const answer = (rest: object) => JSON.stringify({ jsonrpc: "2.0", id: 1, ...rest });

  it("needs no key", async () => {
    expect(await endOf(200, answer({ result: "0x1" }))).to.deep.equal({ text: "", exitCode: 0 });
  });

  for (const [status, code, exitCode] of [
    [401, "CHAIN_ACCESS_REFUSED", 1],
    [403, "CHAIN_ACCESS_REFUSED", 1],
    [404, "CHAIN_NO_NODE", 1],
    [429, "CHAIN_UNREACHABLE", 3],
    [502, "CHAIN_UNREACHABLE", 3],
    [503, "CHAIN_UNREACHABLE", 3],
  ] as const) {
    it(`says that HTTP ${status} came, and nothing of the URL`, async () => {
      const end = await endOf(status, "secret");

      expect(end.text).to.match(new RegExp(`^${code}: .*status ${status}\\.`));
      expect(end.text).to.not.include("secret");
      expect(end.exitCode).to.equal(exitCode);
    });
  }

  it("says that no JSON-RPC came, and nothing of what came", async () => {
    for (const body of ["<html>secret</html>", "", "{}"]) {
      const { text, exitCode } = await endOf(200, body);

      expect(text)
        .to.match(/^CHAIN_NO_NODE: .*no JSON-RPC/)
        .and.to.not.include("secret");
      expect(exitCode).to.equal(1);
    }
  });

  it("says which JSON-RPC error came; a limit on requests is a reason to try again", async () => {
    const error = (code: number) => answer({ error: { code, message: "no, see https://node.example/secret" } });

    const wrong = await endOf(200, error(-32601));
    const busy = await endOf(200, error(-32005));

    expect(wrong.text)
      .to.match(/^CHAIN_REQUEST_FAILED: .*-32601: no, see/)
      .and.to.not.include("secret");
    expect([wrong.exitCode, busy.exitCode]).to.deep.equal([1, 3]);
  });

  it("says which networks there are", async () => {
    const { text, exitCode } = await connectToRead("nonsense").then(() => ({ text: "", exitCode: 0 }), describeFailure);

    expect(text).to.match(/^DEPLOY_UNKNOWN_NETWORK: .*"nonsense".*\n {2}Use one of: localhost/);
    expect(exitCode).to.equal(2);
  });
});
