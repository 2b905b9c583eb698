import { expect } from "chai";
import type { RequestListener } from "node:http";
import { createServer, type AddressInfo, type LookupFunction, type Server } from "node:net";
import { guardedFetch, type Question, type StatedBy } from "../../../src/storage/guarded-fetch.ts";
import { collect } from "../../helpers/collect.ts";
import { startHost, type LocalHost } from "../../helpers/local-host.ts";
import { rejectedCode } from "../../helpers/rejected-code.ts";
import { forbiddenHosts } from "./forbidden-spellings.ts";

/** A resolver that gives one answer after the other, and counts its questions. */
function resolver(...answers: readonly (readonly string[])[]): { lookup: LookupFunction; asked: string[] } {
  const asked: string[] = [];
  const lookup: LookupFunction = (hostname, _, callback) => {
    const answer = answers[Math.min(asked.push(hostname), answers.length) - 1] ?? [];
    callback(
      null,
      answer.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
    );
  };
  return { lookup, asked };
}

const ask = (address: string, statedBy: StatedBy, question: Partial<Question> = {}) =>
  guardedFetch(new URL(address), statedBy, { what: "a", signal: new AbortController().signal, ...question });
const textOf = async (answer: ReturnType<typeof guardedFetch>) =>
  new TextDecoder().decode(await collect((await answer).body));

describe("fetching from an address that others state", () => {
  let listener: Server;
  let connections = 0;
  let port = 0;

  before(async () => {
    listener = createServer((socket) => {
      connections++;
      socket.destroy();
    });
    // On every address of this machine, IPv4 and IPv6.
    await new Promise<void>((resolve) => listener.listen(0, resolve));
    ({ port } = listener.address() as AddressInfo);
  });

  beforeEach(() => {
    connections = 0;
  });

  after(() => new Promise((resolve) => listener.close(resolve)));

  it("T72: reaches nothing that is not public, in 70 spellings", async () => {
    for (const host of forbiddenHosts) {
      const refused = () => ask(`https://${host}:${port}/latest/meta-data`, "others");
      expect(await rejectedCode(refused), host).to.equal("STORAGE_FORBIDDEN_ADDRESS");
    }
    expect(forbiddenHosts.length).to.be.at.least(70);
    expect(connections).to.equal(0);
  });

  it("T72: reaches this machine in those of the 70 that mean it when the user stated them, so the listener is real", async () => {
    for (const host of [
      "127.0.0.1",
      "2130706433",
      "0x7f.1",
      "127.1",
      "0",
      "[::1]",
      "[::ffff:127.0.0.1]",
      "localhost",
    ]) {
      await ask(`http://${host}:${port}/`, "user").catch(() => undefined);
    }
    expect(connections).to.equal(8);
  });

  it("T72: reaches no host whose name stands for a private address, alone or among others", async () => {
    const answers = [
      ["127.0.0.1"],
      ["10.1.2.3"],
      ["::1"],
      ["::ffff:127.0.0.1"],
      ["8.8.8.8", "127.0.0.1"],
      ["fd00::1", "2606::1"],
    ];
    for (const answer of answers) {
      const { lookup } = resolver(answer);
      const refused = () => ask(`https://inside.example:${port}/`, "others", { lookup });
      expect(await rejectedCode(refused), answer.join()).to.equal("STORAGE_FORBIDDEN_ADDRESS");
    }
    expect(connections).to.equal(0);
  });

  it("T72: resolves a name once for a connection, so that a second answer changes nothing", async () => {
    const { lookup, asked } = resolver(["127.0.0.1"], ["203.0.113.1"]);
    await ask(`http://rebound.example:${port}/`, "user", { lookup }).catch(() => undefined);
    expect([asked, connections]).to.deep.equal([["rebound.example"], 1]);
  });

  it("T72: checks the answer anew for the next connection, so that a name cannot turn inwards later", async () => {
    const { lookup, asked } = resolver(["8.8.8.8"], ["127.0.0.1"]);
    const stop = new AbortController();
    // Ends the first one between resolving and connecting: no test may reach for a public host.
    const stopping: LookupFunction = (hostname, options, callback) => {
      stop.abort();
      lookup(hostname, options, callback);
    };
    const address = `https://rebound.example:${port}/`;
    const first = await ask(address, "others", { lookup: stopping, signal: stop.signal }).catch(
      (error: unknown) => error,
    );
    expect(first).to.have.property("name", "AbortError");
    expect(await rejectedCode(() => ask(address, "others", { lookup }))).to.equal("STORAGE_FORBIDDEN_ADDRESS");
    expect([asked.length, connections]).to.deep.equal([2, 0]);
  });

  it("T72: is https without a password, and to a port of web servers or from 1024 on", async () => {
    const refused = [
      ...[
        "http://8.8.8.8/",
        "ftp://8.8.8.8/",
        "file:///etc/passwd",
        "gopher://8.8.8.8/",
        "data:,a",
        "https://me:you@8.8.8.8/",
      ],
      ...[
        "https://me@8.8.8.8/",
        "https://8.8.8.8:22/",
        "https://8.8.8.8:25/",
        "https://8.8.8.8:1023/",
        "https://8.8.8.8:0/",
      ],
    ];
    for (const address of refused) {
      expect(await rejectedCode(() => ask(address, "others")), address).to.equal("STORAGE_FORBIDDEN_ADDRESS");
    }
    // These go on until the signal stops them before they connect.
    for (const address of [
      "https://8.8.8.8/",
      "https://8.8.8.8:80/",
      "https://8.8.8.8:1024/",
      "https://[2606::1]:8443/",
    ]) {
      const error = await ask(address, "others", { signal: AbortSignal.abort() }).catch((failure: unknown) => failure);
      expect(error, address).to.have.property("name", "AbortError");
    }
  });

  it("may be private, and http, where the configuration allows it", async () => {
    for (const allowPrivate of [true, false]) {
      await ask(`http://127.0.0.1:${port}/`, "others", { allowPrivate }).catch(() => undefined);
    }
    expect(connections).to.equal(1);
  });

  describe("redirects", () => {
    let [from, to]: LocalHost[] = [];
    let location = "";
    let arrived = 0;

    before(async () => {
      from = await startHost((request, response) => {
        if (request.url === "/here") response.end("here");
        else response.writeHead(302, { location }).end("moved");
      });
      to = await startHost((_, response) => {
        arrived++;
        response.end("there");
      });
    });

    beforeEach(() => {
      arrived = 0;
    });

    after(() => Promise.all([from!.stop(), to!.stop()]));

    it("T72: lead to no private host, also from a private one that the user stated", async () => {
      const inside = new URL(to!.url).port;
      for (const host of ["127.0.0.1", "2130706433", "[::ffff:127.0.0.1]", "localhost", "0x7f.1"]) {
        location = `http://${host}:${inside}/`;
        expect(await rejectedCode(() => ask(from!.url, "user")), host).to.equal("STORAGE_FORBIDDEN_ADDRESS");
      }
      const { lookup } = resolver(["127.0.0.1"]);
      location = `http://elsewhere.example:${inside}/`;
      const refused = () => ask(from!.url, "user", { lookup });
      expect(await rejectedCode(refused)).to.equal("STORAGE_FORBIDDEN_ADDRESS");
      expect(arrived).to.equal(0);
    });

    it("T72: may stay with the host that the user stated, and go to a private one where that is allowed", async () => {
      location = "/here";
      expect(await textOf(ask(from!.url, "user"))).to.equal("here");
      location = to!.url;
      expect(await textOf(ask(from!.url, "user", { allowPrivate: true }))).to.equal("there");
    });

    it("T72: are no way round the number of hops", async () => {
      location = "/again";
      expect(await rejectedCode(() => ask(from!.url, "user"))).to.equal("STORAGE_BAD_REDIRECT");
    });

    it("carry no POST on", async () => {
      location = to!.url;
      const sent = () => ask(from!.url, "user", { method: "POST", body: Uint8Array.of(1), allowPrivate: true });
      expect(await rejectedCode(sent)).to.equal("STORAGE_BAD_REDIRECT");
      expect(arrived).to.equal(0);
    });
  });

  describe("the request", () => {
    let host: LocalHost;
    let answer: RequestListener;

    before(async () => {
      host = await startHost((request, response) => {
        answer(request, response);
      });
    });

    after(() => host.stop());

    it("carries headers and the body of a POST", async () => {
      answer = (request, response) => {
        response.setHeader("x-seen", `${request.method} ${String(request.headers["x-name"])}`);
        request.pipe(response);
      };
      const body = new TextEncoder().encode("question");
      const given = await ask(host.url, "user", { method: "POST", headers: { "x-name": "value" }, body });
      expect(given.headers.get("x-seen")).to.equal("POST value");
      expect(new TextDecoder().decode(await collect(given.body))).to.equal("question");
    });

    it("is made again when a kept connection was closed meanwhile", async () => {
      const used = new Set<unknown>();
      answer = ({ socket }, response) => {
        if (used.has(socket)) socket.destroy();
        else response.end("answer");
        used.add(socket);
      };
      expect(await textOf(ask(host.url, "user"))).to.equal("answer");
      expect(await textOf(ask(host.url, "user"))).to.equal("answer");
      expect(used.size).to.equal(2);
    });

    it("fails when the host changes the protocol instead of answering", async () => {
      answer = ({ socket }) =>
        socket.end("HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n");
      const error = await ask(host.url, "user").catch((failure: unknown) => failure);
      expect(error).to.be.instanceOf(Error);
    });
  });
});
