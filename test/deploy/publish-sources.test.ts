import { expect } from "chai";
import hre, { network } from "hardhat";
import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { local } from "../../deploy/config/local.ts";
import { deployCollective } from "../../deploy/deploy-collective.ts";
import { explorersFor, lacksEtherscanKey, publishSources } from "../../deploy/publish-sources.ts";
import { startAnsweringServer } from "../helpers/answering-server.ts";

/** Contracts whose arguments are addresses, numbers and structs, and one of a package. */
const contracts = ["governor", "reserve", "access", "teamVesting", "manager"] as const;

describe("publishSources", () => {
  const submitted = new Map<string, { name: string; constructorArguments: string }>();
  let server: Server;

  before(async () => {
    server = createServer((request, response) => {
      void (async () => {
        let body = "";
        for await (const chunk of request) body += String(chunk);
        const form = new URLSearchParams(body);
        const action = new URL(request.url ?? "", "http://localhost").searchParams.get("action");
        const address = form.get("contractaddress");
        if (address !== null) {
          const constructorArguments = form.get("constructorArguments") ?? "";
          submitted.set(address, { name: form.get("contractname") ?? "", constructorArguments });
        }
        const result = action === "getsourcecode" ? [{}] : action === "verifysourcecode" ? "id" : "Pass - Verified";
        response.setHeader("content-type", "application/json");
        response.end(JSON.stringify({ status: "1", message: "OK", result }));
      })();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  });

  after(() => {
    server.closeAllConnections();
    server.close();
  });

  it("hands a Blockscout the sources and the very constructor arguments of the deployment", async function () {
    this.timeout(120_000);
    const connection = await network.create({ network: "default", override: { chainId: 14800 } });
    const { record } = await deployCollective(connection, { ...local, chainId: 14800 });

    const publications = await publishSources(withExplorer(urlOf(server)), connection, record, "blockscout", contracts);

    expect(publications).to.deep.equal(contracts.map((contract) => ({ contract, problem: undefined, passing: false })));
    for (const contract of contracts) {
      const creation = record.origin.transactions.find(
        (entry) => entry.contract === contract && entry.call === "deploy",
      );
      const sent = await connection.ethers.provider.getTransaction(creation?.hash ?? "");
      const { constructorArguments = "", name } = submitted.get(record.contracts[contract]) ?? {};
      expect(constructorArguments, name).to.not.equal("");
      expect(sent?.data.endsWith(constructorArguments), name).to.equal(true);
    }
  });

  it("tells an explorer that is silent or busy from one that refuses", async () => {
    const connection = await network.create({ network: "default", override: { chainId: 14800 } });
    const { record } = await deployCollective(connection, { ...local, chainId: 14800 });
    const explorer = await startAnsweringServer();
    const passing: boolean[] = [];
    for (const [status, body] of [
      [503, '{"result":"down"}'],
      [429, '{"result":"slow down"}'],
      [200, "<html>"],
      [403, '{"result":"no"}'],
    ] as const) {
      explorer.answer(status, body);
      const publications = await publishSources(withExplorer(explorer.url), connection, record, "blockscout", [
        "manager",
      ]);
      expect(publications[0]?.problem).to.not.equal(undefined);
      passing.push(...publications.map((publication) => publication.passing));
    }
    await explorer.stop();

    expect(passing).to.deep.equal([true, true, true, false]);
  });

  it("knows which explorers each network has; Etherscan's only with its key", async () => {
    expect(await explorersFor(hre, 31337)).to.deep.equal([]);
    expect(await explorersFor(hre, 1480)).to.deep.equal(["blockscout"]);
    expect(await explorersFor(hre, 84532)).to.include("blockscout");
    expect(await lacksEtherscanKey(hre, 1480)).to.equal(false);
    expect(await lacksEtherscanKey(hre, 84532)).to.equal((process.env.ETHERSCAN_API_KEY ?? "") === "");
  });
});

function urlOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** The environment with a stand-in for Moksha's explorer. */
function withExplorer(url: string): HardhatRuntimeEnvironment {
  const moksha = {
    ...hre.config.chainDescriptors.get(14800n)!,
    blockExplorers: { blockscout: { url, apiUrl: `${url}/api` } },
  };
  const chainDescriptors = new Map([...hre.config.chainDescriptors, [14800n, moksha] as const]);
  return Object.create(hre, { config: { value: { ...hre.config, chainDescriptors } } }) as HardhatRuntimeEnvironment;
}
