import { expect } from "chai";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { examineClock, examineEndpoint } from "../../../scripts/validate/doctor/endpoints.ts";
import { examine, examinedLines, notAsked } from "../../../scripts/validate/doctor/examine.ts";
import { examineDatabase, examineFolder, examineStore } from "../../../scripts/validate/doctor/machine.ts";
import type { DeploymentRecord } from "../../../src/chain/deployment-record.ts";
import { InvalidInputError } from "../../../src/primitives/errors.ts";
import { Secret } from "../../../src/primitives/secret.ts";

const genesisHash = `0x${"a1".repeat(32)}`;
const record = { chainId: 14800, genesisHash } as DeploymentRecord;

describe("validate doctor", () => {
  let folder = "";
  let server: Server;
  let url: Secret;
  const answers: Record<string, unknown> = {};

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "doctor "));
    server = createServer((request, response) => {
      void new Response(request as never).json().then((asked) => {
        const { method, params } = asked as { method: string; params: string[] };
        const result = answers[`${method} ${params[0] ?? ""}`.trim()];
        response.end(JSON.stringify({ jsonrpc: "2.0", id: 1, result }));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    url = new Secret(`http://127.0.0.1:${(server.address() as AddressInfo).port}/secret-key`);
  });

  beforeEach(() => {
    Object.assign(answers, {
      eth_chainId: "0x39d0",
      "eth_getBlockByNumber 0x0": { hash: genesisHash },
      "eth_getBlockByNumber latest": { number: "0x10", timestamp: "0x3e8" },
    });
  });

  after(() => {
    server.close();
    rmSync(folder, { recursive: true });
  });

  it("says what each check found, and under what does not hold what to do", async () => {
    const examined = await examine([
      { name: "one", run: () => Promise.resolve({ ok: true, found: "good", advice: "nothing" }) },
      {
        name: "second",
        run: () => Promise.reject(new InvalidInputError("A_B", "It is wrong.", { hint: "Change it." })),
      },
      { name: "third", run: () => Promise.resolve(notAsked("the second is wrong")) },
    ]);

    expect(examinedLines(examined)).to.deep.equal([
      "✔ one     good",
      "✘ second  A_B: It is wrong.",
      "          → Change it.",
      "○ third   not asked: the second is wrong",
      "1 of 2 checks hold",
    ]);
  });

  it("knows an endpoint of another chain, of a chain with the same id, and one that says nothing", async () => {
    expect(await examineEndpoint(url, record)).to.include({ ok: true, found: "serves this chain, at block 16" });
    answers["eth_getBlockByNumber 0x0"] = { hash: `0x${"a2".repeat(32)}` };
    expect((await examineEndpoint(url, record)).ok).to.equal(false);
    answers.eth_chainId = "0x1";
    expect((await examineEndpoint(url, record)).found).to.equal("serves chain 1, expected 14800");
    delete answers.eth_chainId;
    const [{ found } = { found: "" }] = await examine([{ name: "endpoint", run: () => examineEndpoint(url, record) }]);
    expect(found).to.equal("it does not answer eth_chainId");
  });

  it("T69 never shows the address of an endpoint or a database", async () => {
    const nowhere = new Secret("http://127.0.0.1:1/secret-key");
    const database = new Secret("postgresql://me:secret-word@127.0.0.1:1/db");
    const examined = await examine([
      { name: "endpoint", run: () => examineEndpoint(nowhere, record) },
      { name: "database", run: () => examineDatabase(database, folder) },
    ]);

    expect(examined.map(({ ok }) => ok)).to.deep.equal([false, false]);
    expect(JSON.stringify(examined)).to.not.match(/secret|127/);
  });

  it("compares the clocks: a chain is seldom ahead, and not long behind", async () => {
    const at = async (seconds: number) => (await examineClock([url], false, seconds * 1_000)).ok;

    expect([await at(985), await at(984), await at(1_300), await at(1_301)]).to.deep.equal([true, false, true, false]);
    expect((await examineClock([url], true, 0)).ok).to.equal(null);
    expect((await examineClock([], false, 0)).ok).to.equal(null);
  });

  it("tries folders and stores out, and leaves nothing in them", async () => {
    const data = join(folder, "data");

    expect((await examineFolder(data)).ok).to.equal(true);
    expect(await examineStore(data)).to.deep.equal({ ok: true, found: "takes, gives back and deletes" });
    expect(readdirSync(data, { recursive: true, withFileTypes: true }).filter((file) => file.isFile())).to.deep.equal(
      [],
    );
    expect((await examineDatabase(undefined, data)).ok).to.equal(true);
  });
});
