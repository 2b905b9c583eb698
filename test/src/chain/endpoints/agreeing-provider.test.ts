import { expect } from "chai";
import { Wallet } from "ethers";
import { AgreeingProvider, type EndpointOptions } from "../../../../src/chain/endpoints/agreeing-provider.ts";
import { requireDeployment } from "../../../../src/chain/endpoints/require-deployment.ts";
import { parseDeploymentRecord } from "../../../../src/chain/deployment-record.ts";
import { toHex32 } from "../../../../src/primitives/identifiers.ts";
import { readFileSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import { customErrors } from "../../../../src/chain/collective.ts";
import { RetryableError } from "../../../../src/primitives/errors.ts";
import { codeOf } from "../../../helpers/code-of.ts";
import { startAnvil, type DevelopmentNode } from "../../../helpers/development-node.ts";
import { startLyingProxy, type Fault, type Lie, type LyingProxy } from "../../../helpers/lying-proxy.ts";
import { rejection } from "../../../helpers/rejected-code.ts";
import { placeContracts, recorder, refuser, setRefusing } from "../../../helpers/tiny-contracts.ts";

const KEY = "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";
const DISAGREE = "CHAIN_ENDPOINTS_DISAGREE";

describe("AgreeingProvider", () => {
  let node: DevelopmentNode;
  let proxies: readonly [LyingProxy, LyingProxy, LyingProxy];
  let sent: string;
  let block: { hash: string; number: number };
  const opened: AgreeingProvider[] = [];

  const open = (count: 1 | 2 | 3, options: Partial<EndpointOptions> = {}) => {
    const urls = proxies.slice(0, count).map(({ url }) => url);
    const patience = { timeoutMs: 2_000, retryAfterMs: 1_000, attempts: 2 };
    const provider = new AgreeingProvider({ urls, chainId: 31_337, finality: 1, patience, ...options });
    opened.push(provider);
    return provider;
  };

  before(async () => {
    node = await startAnvil("--slots-in-an-epoch", "1");
    await placeContracts(node);
    const first = await startLyingProxy(node.url);
    proxies = [first, await startLyingProxy(node.url), await startLyingProxy(node.url)];
    const provider = open(2);
    const wallet = new Wallet(KEY);
    const raw = await wallet.signTransaction({
      chainId: 31_337,
      type: 2,
      nonce: await provider.getTransactionCount(wallet.address, "pending"),
      to: recorder,
      gasLimit: 100_000n,
      maxFeePerGas: 10n ** 10n,
      maxPriorityFeePerGas: 1n,
    });
    sent = (await provider.broadcastTransaction(raw)).hash;
    await node.call("evm_mine");
    await node.call("evm_mine");
    const receipt = (await open(2).getTransactionReceipt(sent))!;
    block = { hash: receipt.blockHash, number: receipt.blockNumber };
  });

  afterEach(() => {
    for (const proxy of proxies) proxy.reform();
  });

  after(async () => {
    for (const provider of opened) provider.destroy();
    for (const proxy of proxies) await proxy.stop();
    await node.stop();
  });

  const flipped: Lie = (result) => String(result).replace(/.$/, (digit) => (digit === "1" ? "2" : "1"));
  const with_ = (fields: object): Lie => {
    return (result) => ({ ...(result as object), ...fields });
  };
  const otherHash = `0x${"b".repeat(64)}`;
  const logs = (provider: AgreeingProvider) =>
    provider.getLogs({ address: recorder, fromBlock: block.number, toBlock: block.number });

  const lies: readonly [method: string, title: string, Lie, ask: (provider: AgreeingProvider) => Promise<unknown>][] = [
    ["eth_chainId", "another chain", () => "0x1", (provider) => provider.look()],
    ["eth_chainId", "another chain, asked directly", () => "0x1", (provider) => provider.send("eth_chainId", [])],
    ["net_version", "another network", () => "1", (provider) => provider.send("net_version", [])],
    ["eth_getBlockByNumber", "another hash", with_({ hash: otherHash }), (provider) => provider.getBlock(block.number)],
    [
      "eth_getBlockByNumber",
      "another time",
      with_({ timestamp: "0x1" }),
      (provider) => provider.getBlock(block.number),
    ],
    ["eth_getBlockByNumber", "no such block", () => null, (provider) => provider.getBlock(block.number)],
    [
      "eth_getBlockByHash",
      "another root",
      with_({ stateRoot: otherHash }),
      (provider) => provider.getBlock(block.hash),
    ],
    ["eth_getLogs", "a missing log", () => [], logs],
    ["eth_getLogs", "a log twice", (result) => [...(result as []), ...(result as [])], logs],
    [
      "eth_getLogs",
      "a log of another contract",
      (result) => (result as object[]).map((log) => ({ ...log, address: refuser })),
      logs,
    ],
    ["eth_getCode", "other code", flipped, (provider) => provider.getCode(recorder)],
    ["eth_call", "another result", flipped, (provider) => provider.call({ to: recorder })],
    ["eth_getStorageAt", "another word", flipped, (provider) => provider.getStorage(recorder, 0)],
    ["eth_getBalance", "another balance", () => "0x1", (provider) => provider.getBalance(recorder)],
    ["eth_getTransactionCount", "another count", () => "0x7", (provider) => provider.getTransactionCount(recorder)],
    ["eth_getTransactionReceipt", "a failure", with_({ status: "0x0" }), (it) => it.getTransactionReceipt(sent)],
    ["eth_getTransactionReceipt", "no receipt", () => null, (provider) => provider.getTransactionReceipt(sent)],
    ["eth_getTransactionByHash", "other data", with_({ input: "0x01" }), (provider) => provider.getTransaction(sent)],
  ];

  for (const [method, title, lie, ask] of lies) {
    it(`T77 F18: abstains when one of two lies about ${method}: ${title}`, async () => {
      const provider = open(2);
      await provider.look();
      expect(await codeOf(ask(provider))).to.have.property("resolved");
      proxies[1].lie(method, lie);

      const error = await rejection(() => ask(provider));

      expect(error).to.be.instanceOf(RetryableError).with.property("code", DISAGREE);
      expect(error.context).to.deep.equal({ method, endpoints: "1 against 2" });
    });

    it(`T77 F18: abstains when two of three lie about ${method}: ${title}`, async () => {
      const provider = open(3);
      await provider.look();
      proxies[0].lie(method, lie);
      proxies[2].lie(method, lie);

      expect((await rejection(() => ask(provider))).context).to.deep.equal({ method, endpoints: "1, 3 against 2" });
    });
  }

  it("T77: abstains when one of two says that a call is refused, and when both say so for different reasons", async () => {
    const provider = open(2);
    const error = (data: string) => ({ error: { code: 3, message: "execution reverted", data } });
    proxies[0].fail(error("0xaabbccdd"), { method: "eth_call" });
    expect(await codeOf(provider.call({ to: recorder }))).to.equal(DISAGREE);

    proxies[1].fail(error("0x01020304"), { method: "eth_call" });
    expect(await codeOf(provider.call({ to: recorder }))).to.equal(DISAGREE);
  });

  it("passes on why a contract refused a call, when all say the same", async () => {
    const provider = open(2);
    await setRefusing(node, true);
    await node.call("evm_mine");
    const error = (await provider.call({ to: refuser }).catch((cause: unknown) => cause)) as { data: string };
    await setRefusing(node, false);

    const refusal = customErrors.parseError(error.data);
    expect([refusal?.name, refusal?.args[0]]).to.deep.equal(["RewardDistributorNoPendingRoot", 9n]);
  });

  it("does not mind fields beyond the standard, their order, zeros in front and the case of digits", async () => {
    const provider = open(2);
    const truth = await provider.getBlock(block.number);
    const again = open(2);
    proxies[1].lie("eth_getBlockByNumber", (result) => {
      const entries = Object.entries(result as object).reverse();
      const { hash, number, ...rest } = Object.fromEntries(entries) as Record<string, string>;
      const upper = `0x${hash!.slice(2).toUpperCase()}`;
      return { ...rest, number: number!.replace("0x", "0x0"), size: "0x1", totalDifficulty: "0x2", l1: 7, hash: upper };
    });

    expect((await again.getBlock(block.number))?.toJSON()).to.deep.equal(truth?.toJSON());
  });

  describe("with an endpoint that does not answer", () => {
    const faults: readonly [string, Fault][] = [
      ["500", "refused"],
      ["429", { status: 429 }],
      ["429 and a long Retry-After", { status: 429, retryAfter: "3600" }],
      ["a reset connection", "reset"],
      ["silence", "silent"],
      ["a web page", "html"],
      ["half an answer", "half"],
      ["the answer to another question", "other id"],
      ["an answer of another form", "garbage"],
      ["a redirection", "moved"],
      ["a refusal of its own", { error: { code: -32005, message: "limit exceeded, see https://secret.example" } }],
    ];
    for (const [title, fault] of faults) {
      it(`T77 F16: abstains with one of two, goes on with two of three: ${title}`, async () => {
        const patience = { timeoutMs: 2_000 };
        const [two, three] = [open(2, { patience }), open(3, { patience })];
        await two.look();
        await three.look();
        proxies[1].fail(fault);

        const error = await rejection(() => two.getCode(recorder));

        expect(error).to.be.instanceOf(RetryableError).with.property("code", "CHAIN_ENDPOINT_SILENT");
        expect(error.context).to.include({ endpoint: 2, method: "eth_getCode" });
        expect(JSON.stringify([error.message, error.context])).not.to.match(/127\.0\.0\.1|secret/);
        expect(await three.getCode(recorder)).to.equal("0x5f545f5260205fa060205ff3");
      });
    }

    it("T77 F16: abstains when all are down, and when one of three is left", async () => {
      const [two, three] = [open(2), open(3)];
      for (const proxy of proxies.slice(0, 2)) proxy.fail("refused");

      expect(await codeOf(two.look())).to.equal("CHAIN_ENDPOINT_SILENT");
      expect(await codeOf(three.look())).to.equal("CHAIN_ENDPOINT_SILENT");
    });

    it("F16: waits as long as an endpoint asks, if that is not too long", async () => {
      const provider = open(2);
      await provider.look();
      proxies[1].fail({ status: 429, retryAfter: "1" }, { times: 1 });

      expect(await provider.getStorage(recorder, 0)).to.match(/07$/);
      expect(proxies[1].asked.filter((method) => method === "eth_getStorageAt")).to.have.length(2);
    });

    it("tells of the silent one while the others suffice", async () => {
      const heard: RetryableError[] = [];
      const provider = open(3, { onSilent: (silence) => heard.push(silence) });
      proxies[2].fail("refused", { method: "eth_getCode" });
      await provider.getCode(recorder);

      expect(heard.map(({ code, context }) => [code, context.endpoint])).to.deep.equal([["CHAIN_ENDPOINT_SILENT", 3]]);
    });
  });

  describe("with latest and finalized", () => {
    it("means the same block by them until the next look, whatever is mined", async () => {
      const provider = open(2);
      const { head, final } = await provider.look();
      await node.call("evm_mine");

      expect((await provider.getBlock("latest"))?.number).to.equal(head.number);
      expect((await provider.getBlock("finalized"))?.hash).to.equal(final.hash);
      expect(await provider.getBlockNumber()).to.equal(head.number);
      expect((await provider.look()).head.number).to.equal(head.number + 1);
      expect((await provider.getBlock("latest"))?.number).to.equal(head.number + 1);
    });

    it("reads the state of that block", async () => {
      const provider = open(2);
      const stranger = `0x${"c1".repeat(20)}`;
      await provider.look();
      await node.call("eth_sendTransaction", { from: new Wallet(KEY).address, to: stranger, value: "0x7" });

      expect(await provider.getBalance(stranger)).to.equal(0n);
      await provider.look();
      expect(await provider.getBalance(stranger)).to.equal(7n);
    });

    it("knows nothing of what is newer, though some endpoints do", async () => {
      const provider = open(2);
      await provider.look();
      await node.call("anvil_mine", "0x2");

      const { number } = (await provider.getBlock("latest"))!;
      expect(await provider.getBlock(number + 1)).to.equal(null);
    });
  });

  it("sends to all, and is content when one took it or has it already", async () => {
    const provider = open(3);
    const wallet = new Wallet(KEY);
    const raw = await wallet.signTransaction({
      chainId: 31_337,
      nonce: await provider.getTransactionCount(wallet.address, "pending"),
      to: recorder,
      gasLimit: 100_000n,
      gasPrice: 10n ** 10n,
    });
    proxies[0].fail("refused", { method: "eth_sendRawTransaction" });
    const { hash } = await provider.broadcastTransaction(raw);

    expect(proxies.map(({ asked }) => asked.includes("eth_sendRawTransaction"))).to.deep.equal([true, true, true]);
    await provider.look();
    expect((await provider.getTransactionReceipt(hash))?.status).to.equal(1);
  });

  it("asks any of them what to pay, and takes the highest that can be believed", async () => {
    const provider = open(3);
    proxies[0].lie("eth_maxPriorityFeePerGas", () => `0x${(5n * 10n ** 9n).toString(16)}`);
    proxies[1].lie("eth_maxPriorityFeePerGas", () => `0x${(10n ** 18n).toString(16)}`);
    proxies[2].fail("refused", { method: "eth_maxPriorityFeePerGas" });

    expect((await provider.getFeeData()).maxPriorityFeePerGas).to.equal(5n * 10n ** 9n);
  });

  it("T77: believes no endpoint alone that transactions wait", async () => {
    const provider = open(2);
    const count = await provider.getTransactionCount(new Wallet(KEY).address, "pending");
    proxies[0].lie("eth_getTransactionCount", () => "0xffff");

    expect(await provider.getTransactionCount(new Wallet(KEY).address, "pending")).to.equal(count);
  });

  it("T77 F40: lets a deployment be compared with its record, and only by what all say", async () => {
    const golden = readFileSync(new URL("../deployment-record-v3.json", import.meta.url), "utf8");
    const record = parseDeploymentRecord(golden);
    const { hash } = (await open(2).getBlock(0))!;
    const here = { ...record, genesisHash: toHex32(hash!) };

    expect(await codeOf(requireDeployment(open(2), record))).to.equal("CHAIN_WRONG_GENESIS");
    expect(await codeOf(requireDeployment(open(2), here))).to.equal("CHAIN_WRONG_CODE");
    proxies[1].lie("eth_getCode", () => "0x00");
    expect(await codeOf(requireDeployment(open(2), here))).to.equal(DISAGREE);
  });

  it("F37: ends what is under way when it is destroyed", async () => {
    const provider = open(2, { patience: { timeoutMs: 60_000 } });
    await provider.look();
    proxies[1].reform();
    proxies[1].fail("silent");
    const looking = provider.look();
    while (proxies[1].asked.length === 0) await setTimeout(5);
    provider.destroy();

    expect(await codeOf(looking)).to.equal("CHAIN_ENDPOINT_SILENT");
  });

  it("refuses a question for which there is no rule", async () => {
    expect(await codeOf(open(2).send("debug_traceTransaction", [sent]))).to.equal("CHAIN_METHOD_NOT_COMPARED");
  });

  it("T77: never makes do with one endpoint, or the same one twice, unless it is told to", async () => {
    const url = proxies[0].url;
    const opening = (urls: string[], trustOne = false) => {
      return () => new AgreeingProvider({ urls, chainId: 31_337, finality: 1, trustOne });
    };

    for (const urls of [[], [url], [url, url], [url, `${url}/`]]) {
      expect((await rejection(opening(urls))).code).to.equal("CHAIN_TOO_FEW_ENDPOINTS");
    }
    expect(await codeOf(open(1, { trustOne: true }).getCode(recorder))).to.have.property("resolved");
    expect((await rejection(opening(["ftp://one.example", url]))).code).to.equal("CHAIN_BAD_ENDPOINT");
  });
});
