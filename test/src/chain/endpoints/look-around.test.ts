import { expect } from "chai";
import type { RetryableError } from "../../../../src/primitives/errors.ts";
import { InvalidInputError, InvariantError } from "../../../../src/primitives/errors.ts";
import { AgreeingProvider, type EndpointOptions } from "../../../../src/chain/endpoints/agreeing-provider.ts";
import { openEndpoint } from "../../../../src/chain/endpoints/json-rpc-endpoint.ts";
import { lookAround } from "../../../../src/chain/endpoints/look-around.ts";
import { codeOf } from "../../../helpers/code-of.ts";
import { startAnvil, type DevelopmentNode } from "../../../helpers/development-node.ts";
import { startLyingProxy, type Lie, type LyingProxy } from "../../../helpers/lying-proxy.ts";
import { rejection } from "../../../helpers/rejected-code.ts";

const CHAIN = { chainId: 31_337, finality: "tag" } as const;
const patience = { timeoutMs: 10_000, retryAfterMs: 0, attempts: 1 };

describe("lookAround", () => {
  let node: DevelopmentNode;
  let proxies: readonly [LyingProxy, LyingProxy, LyingProxy];
  const opened: AgreeingProvider[] = [];

  const open = (count: 2 | 3, options: Partial<EndpointOptions> = {}) => {
    const urls = proxies.slice(0, count).map(({ url }) => url);
    const provider = new AgreeingProvider({ ...CHAIN, urls, patience, ...options });
    opened.push(provider);
    return provider;
  };
  const headIs = async () => Number(await node.call("eth_blockNumber"));
  const mine = (count: number) => node.call("anvil_mine", `0x${count.toString(16)}`);
  /** The last blocks are replaced by as many others, the first of which holds a transaction. */
  const reorganise = async (depth: number) => {
    const [from] = (await node.call("eth_accounts")) as string[];
    await node.call("anvil_reorg", depth, [[{ from, to: from, value: "0x1" }, 0]]);
  };
  /** As a node that heard of no block after this one. */
  const stickAt = (proxy: LyingProxy, number: number) => {
    proxy.lie("eth_blockNumber", () => `0x${number.toString(16)}`);
    proxy.lie("eth_getBlockByNumber", (result) => {
      const block = result as { number: string } | null;
      return block !== null && Number(block.number) > number ? null : block;
    });
  };
  const replacing = (number: number): Lie => {
    return (result) => {
      const block = result as { number: string } | null;
      return block === null || Number(block.number) < number ? block : { ...block, hash: `0x${"e".repeat(64)}` };
    };
  };

  beforeEach(async () => {
    // With it, the finalized block is two behind the head.
    node = await startAnvil("--slots-in-an-epoch", "1");
    const first = await startLyingProxy(node.url);
    proxies = [first, await startLyingProxy(node.url), await startLyingProxy(node.url)];
    await mine(10);
  });

  afterEach(async () => {
    for (const provider of opened.splice(0)) provider.destroy();
    for (const proxy of proxies) await proxy.stop();
    await node.stop();
  });

  it("finds the newest head and final block of all, by the node's word or by a depth", async () => {
    const tag = await open(2).look();
    const depth = await open(2, { finality: 4 }).look();

    expect([tag.head.number, tag.final.number, tag.lag, tag.endpoints]).to.deep.equal([10, 8, 0, [1, 2]]);
    expect([depth.head.number, depth.final.number]).to.deep.equal([10, 6]);
    expect(tag.head.hash).to.equal(((await node.call("eth_getBlockByNumber", "0xa", false)) as { hash: string }).hash);
  });

  it("T77 F19: goes by the slowest, and says by how much it is behind", async () => {
    stickAt(proxies[1], 7);
    const { head, final, lag } = await open(2, { finality: 1 }).look();

    expect([head.number, final.number, lag]).to.deep.equal([7, 6, 3]);
  });

  it("T77 F18: believes the lower of two final blocks", async () => {
    proxies[1].lie("eth_getBlockByNumber", finalizedAs("0xa"));

    expect((await open(2).look()).final.number).to.equal(8);
  });

  it("T77 F19: refuses an endpoint that is stuck, and goes on without it where two others are there", async () => {
    const heard: RetryableError[] = [];
    const limits = { finality: 1, maxLagBlocks: 5, onSilent: (error: RetryableError) => heard.push(error) };
    stickAt(proxies[1], 3);

    expect(await codeOf(open(2, limits).look())).to.equal("CHAIN_ENDPOINT_STALE");
    expect((await open(3, limits).look()).endpoints).to.deep.equal([1, 3]);
    expect(heard.map(({ code, context }) => [code, context.endpoints])).to.deep.equal([["CHAIN_ENDPOINT_STALE", "2"]]);
  });

  it("T77 F18 F19: refuses a final block that went back", async () => {
    const provider = open(2);
    await provider.look();
    proxies[0].lie("eth_getBlockByNumber", finalizedAs("0x5"));

    const error = await rejection(() => provider.look());

    expect(error.code).to.equal("CHAIN_ENDPOINT_STALE");
    expect(error.context.endpoints).to.equal("1");
  });

  it("T77 F18 F20: goes a few blocks back where the tips differ, and no further", async () => {
    proxies[1].lie("eth_getBlockByNumber", replacing(9));
    expect((await open(2, { finality: 4 }).look()).head.number).to.equal(8);

    proxies[1].lie("eth_getBlockByNumber", replacing(7));
    expect((await open(2, { finality: 4, stepBackBlocks: 4 }).look()).head.number).to.equal(6);
    expect(await codeOf(open(2, { finality: 4, stepBackBlocks: 3 }).look())).to.equal("CHAIN_ENDPOINTS_DISAGREE");
  });

  it("T77 F18: abstains where one has another final block", async () => {
    proxies[1].lie("eth_getBlockByNumber", replacing(8));

    expect(await codeOf(open(2, { stepBackBlocks: 1 }).look())).to.equal("CHAIN_ENDPOINTS_DISAGREE");
  });

  for (const depth of [1, 2, 8]) {
    it(`F20: follows a reorganisation of the last blocks, which were not final: ${depth}`, async () => {
      const provider = open(2, { finality: 9 });
      const before = await provider.look();
      await reorganise(depth);
      await mine(1);
      const after = await provider.look();

      expect(after.head.number).to.equal(before.head.number + 1);
      expect((await provider.getBlock(before.head.number))?.hash).not.to.equal(before.head.hash);
      expect((await provider.getBlock(before.final.number))?.hash).to.equal(before.final.hash);
    });
  }

  it("F21: stops for good when a block was replaced that was final", async () => {
    const provider = open(2, { finality: 1 });
    const { final } = await provider.look();
    await reorganise(4);
    await mine(3);

    const error = await rejection(() => provider.look());

    expect(error).to.be.instanceOf(InvariantError).with.property("code", "CHAIN_FINAL_BLOCK_REPLACED");
    expect(error.context).to.include({ block: final.number, was: final.hash });
    await mine(5);
    expect(await codeOf(provider.look())).to.equal("CHAIN_FINAL_BLOCK_REPLACED");
    expect(await codeOf(open(2, { finality: 1, seen: final }).look())).to.equal("CHAIN_FINAL_BLOCK_REPLACED");
  });

  it("T77 F21: does not stop because one endpoint says so", async () => {
    const provider = open(2, { finality: 1 });
    const { final } = await provider.look();
    await mine(20);
    proxies[1].lie("eth_getBlockByNumber", (result) => {
      const block = result as { number: string } | null;
      return Number(block?.number) === final.number ? { ...block, hash: `0x${"e".repeat(64)}` } : block;
    });

    expect(await codeOf(provider.look())).to.equal("CHAIN_ENDPOINTS_DISAGREE");
    proxies[1].reform();
    expect((await provider.look()).head.number).to.equal(30);
  });

  it("T77 F40: says so when all serve another chain", async () => {
    const error = await rejection(() => open(2, { chainId: 11_155_111 }).look());

    expect(error).to.be.instanceOf(InvalidInputError).with.property("code", "CHAIN_WRONG_CHAIN");
  });

  it("asks for patience while nothing is final", async () => {
    expect(await codeOf(open(2, { finality: 11 }).look())).to.equal("CHAIN_NOTHING_FINAL");
    proxies[1].lie("eth_getBlockByNumber", (block, [which]) => (which === "finalized" ? null : block));
    expect(await codeOf(open(2).look())).to.equal("CHAIN_NOTHING_FINAL");
  });

  it("F16: takes a head or a final block of another form for silence", async () => {
    proxies[1].lie("eth_blockNumber", () => 10);
    expect(await codeOf(open(2).look())).to.equal("CHAIN_ENDPOINT_SILENT");
    proxies[1].reform();
    proxies[1].lie("eth_getBlockByNumber", () => ({ number: "ten" }));
    expect(await codeOf(open(2).look())).to.equal("CHAIN_ENDPOINT_SILENT");
  });

  it("F16: takes a missing block below the head for silence", async () => {
    for (const proxy of proxies) proxy.lie("eth_getBlockByNumber", () => null);

    expect(await codeOf(open(2, { finality: 1 }).look())).to.equal("CHAIN_ENDPOINT_SILENT");
  });

  it("passes on what is no silence", async () => {
    const endpoints = [1, 2].map((number) => ({
      ...openEndpoint(node.url, number, patience),
      ask: () => Promise.reject(new TypeError("a bug")),
    }));
    const rules = { ...CHAIN, needed: 2, onSilent: () => undefined, maxLagBlocks: 9, stepBackBlocks: 1 };

    expect(await codeOf(lookAround(endpoints, rules, undefined))).to.be.instanceOf(TypeError);
    expect(await headIs()).to.equal(10);
  });
});

/** Another block in the place of the one that is called final. */
function finalizedAs(number: string): Lie {
  return (result, [which]) => (which === "finalized" ? { ...(result as object), number } : result);
}
