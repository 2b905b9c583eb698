import { expect } from "chai";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { InvalidInputError, RetryableError } from "../../../src/primitives/errors.ts";
import { fetchFile } from "../../../src/storage/fetch-file.ts";
import { startHost, type LocalHost } from "../../helpers/local-host.ts";
import { rejectedCode, rejection } from "../../helpers/rejected-code.ts";
import { seededBytes } from "../../helpers/seeded-bytes.ts";

const file = seededBytes(200_000);

describe("fetching a file from a host that nobody trusts", () => {
  let host: LocalHost;
  let answer: RequestListener;
  const fetchIt = (maxBytes = file.length, patience = {}) =>
    fetchFile(new URL(`${host.url}/epochs/7/leaves.bin`), "leaves.bin", maxBytes, { statedBy: "user", ...patience });

  before(async () => {
    host = await startHost((request, response) => {
      answer(request, response);
    });
  });

  after(() => host.stop());

  it("gives the bytes, with or without a stated length, in whatever pieces they come", async () => {
    answer = (_, response) => response.end(file);
    expect(await fetchIt()).to.deep.equal(file);
    answer = (_, response) => {
      for (let at = 0; at < file.length; at += 7_001) response.write(file.subarray(at, at + 7_001));
      response.end();
    };
    expect(await fetchIt()).to.deep.equal(file);
    answer = (_, response) => response.end();
    expect(await fetchIt()).to.have.length(0);
  });

  it("asks for the path below the address, uncompressed", async () => {
    answer = ({ url, headers }, response) => response.end(`${url} ${headers["accept-encoding"]}`);
    expect(new TextDecoder().decode(await fetchIt())).to.equal("/epochs/7/leaves.bin identity");
  });

  describe("too much", () => {
    it("T75 gives up at once when the stated length is beyond the bound", async () => {
      let ended = false;
      answer = (_, response) => {
        response.setHeader("content-length", 1_000_000_000_000);
        response.write("a");
        response.on("close", () => (ended = true));
      };
      expect(await rejectedCode(() => fetchIt(1_000))).to.equal("STORAGE_TOO_LARGE");
      await until(() => ended);
    });

    it("T75 reads no further than the bound of an endless answer", async () => {
      let sent = 0;
      let ended = false;
      answer = (_, response) => {
        const pour = (): void => {
          while (!response.destroyed && response.write(file)) sent += file.length;
        };
        response.on("drain", pour).on("close", () => (ended = true));
        pour();
      };
      expect(await rejectedCode(() => fetchIt(1_000_000))).to.equal("STORAGE_TOO_LARGE");
      await until(() => ended);
      expect(sent).to.be.lessThan(20_000_000);
    });

    it("counts what a compressed answer unpacks to, though it asked for none", async () => {
      answer = (_, response) => {
        response.setHeader("content-encoding", "gzip");
        response.end(gzipSync(Buffer.alloc(50_000_000)));
      };
      expect(await rejectedCode(() => fetchIt(1_000_000))).to.equal("STORAGE_TOO_LARGE");
    });
  });

  describe("too little", () => {
    it("T75 notices an answer shorter than its stated length", async () => {
      answer = (_, response) => {
        response.setHeader("content-length", 1_000);
        response.write("short");
        setTimeout(() => response.destroy(), 20);
      };
      expect(await rejectedCode(() => fetchIt())).to.equal("STORAGE_HOST_UNREACHABLE");
    });

    it("notices an answer in pieces whose last one is missing", async () => {
      answer = (_, response) => {
        response.write("short");
        setTimeout(() => response.destroy(), 20);
      };
      expect(await rejectedCode(() => fetchIt())).to.equal("STORAGE_HOST_UNREACHABLE");
    });

    it("notices a connection that is closed without an answer, and one that is not taken", async () => {
      answer = (request) => request.socket.destroy();
      expect(await rejectedCode(() => fetchIt())).to.equal("STORAGE_HOST_UNREACHABLE");
      const gone = await startHost(() => undefined);
      await gone.stop();
      const refused = () => fetchFile(new URL(gone.url), "a", 9, { statedBy: "user" });
      expect(await rejection(refused))
        .to.be.instanceOf(RetryableError)
        .and.include({
          code: "STORAGE_HOST_UNREACHABLE",
        });
    });

    it("takes no more than the stated length from an answer that goes on", async () => {
      answer = ({ socket }) =>
        socket.end("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nshortlonger");
      const taken = await fetchIt().catch((error: unknown) => error);
      if (taken instanceof Uint8Array) expect(new TextDecoder().decode(taken)).to.equal("short");
      else expect(taken).to.include({ code: "STORAGE_HOST_UNREACHABLE" });
    });

    it("notices an answer that is no HTTP", async () => {
      answer = ({ socket }) => socket.end("SSH-2.0-OpenSSH\r\n");
      expect(await rejectedCode(() => fetchIt())).to.equal("STORAGE_HOST_UNREACHABLE");
    });
  });

  describe("too slow", () => {
    it("T75 gives up on a host that does not answer", async () => {
      answer = () => undefined;
      const error = await rejection(() => fetchIt(9, { silenceMs: 100 }));
      expect(error).to.be.instanceOf(RetryableError).and.include({ code: "STORAGE_HOST_SLOW" });
    });

    it("T75 gives up on a host that stops in the middle", async () => {
      answer = (_, response) => response.write("half");
      expect(await rejectedCode(() => fetchIt(9, { silenceMs: 200 }))).to.equal("STORAGE_HOST_SLOW");
    });

    it("T75 gives up on a host that sends a byte from time to time", async () => {
      answer = (_, response) => {
        const timer = setInterval(() => response.write("a"), 20);
        response.on("close", () => {
          clearInterval(timer);
        });
      };
      expect(await rejectedCode(() => fetchIt(1_000, { silenceMs: 200, slowestRate: 5 }))).to.equal(
        "STORAGE_HOST_SLOW",
      );
    });

    it("waits for a slow host that goes on", async () => {
      answer = (_, response) => {
        let pieces = 0;
        const timer = setInterval(() => {
          response.write("a");
          if (++pieces < 6) return;
          clearInterval(timer);
          response.end();
        }, 100);
      };
      expect(await fetchIt(9, { silenceMs: 400, slowestRate: 0.001 })).to.have.length(6);
    });
  });

  describe("statuses", () => {
    const families = [
      [404, "STORAGE_BUNDLE_FILE_MISSING", InvalidInputError],
      [410, "STORAGE_BUNDLE_FILE_MISSING", InvalidInputError],
      [401, "STORAGE_HOST_REFUSED", InvalidInputError],
      [403, "STORAGE_HOST_REFUSED", InvalidInputError],
      [204, "STORAGE_HOST_REFUSED", InvalidInputError],
      [206, "STORAGE_HOST_REFUSED", InvalidInputError],
      [304, "STORAGE_HOST_REFUSED", InvalidInputError],
      [429, "STORAGE_HOST_FAILED", RetryableError],
      [408, "STORAGE_HOST_FAILED", RetryableError],
      [500, "STORAGE_HOST_FAILED", RetryableError],
      [503, "STORAGE_HOST_FAILED", RetryableError],
    ] as const;
    for (const [status, code, family] of families) {
      it(`${status} is ${code}`, async () => {
        answer = (_, response) => response.writeHead(status).end();
        expect(await rejection(() => fetchIt()))
          .to.be.instanceOf(family)
          .and.include({ code });
      });
    }
  });

  describe("redirects", () => {
    const hops = (count: number): RequestListener => {
      let left = count;
      return (_, response) =>
        left-- > 0 ? response.writeHead(302, { location: "next" }).end("moved") : response.end(file);
    };

    it("follows three, relative ones too, and no fourth", async () => {
      answer = hops(3);
      expect(await fetchIt()).to.deep.equal(file);
      answer = hops(4);
      expect(await rejectedCode(() => fetchIt())).to.equal("STORAGE_BAD_REDIRECT");
    });

    it("follows none to nothing, to another protocol, or with a password", async () => {
      for (const location of [
        "http://",
        "file:///etc/passwd",
        "ftp://127.0.0.1/",
        "data:,a",
        "http://me:you@127.0.0.1/",
      ]) {
        answer = (_, response) => response.writeHead(301, { location }).end();
        expect(await rejectedCode(() => fetchIt()), location).to.equal("STORAGE_BAD_REDIRECT");
      }
      answer = (_, response) => response.writeHead(301).end();
      expect(await rejectedCode(() => fetchIt())).to.equal("STORAGE_BAD_REDIRECT");
    });
  });

  it("leaves no connection open that would keep a program from ending", async () => {
    const server = createServer((_, response) => response.writeHead(302, { location: "/" }).end("x".repeat(9)));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    await rejectedCode(() => fetchFile(new URL(`http://127.0.0.1:${port}/`), "a", 9, { statedBy: "user" }));
    await new Promise((resolve) => server.close(resolve));
  });

  it("does not repeat the address in its errors", async () => {
    answer = (_, response) => response.writeHead(500).end();
    const { message, hint, context } = await rejection(() => fetchIt());
    expect(JSON.stringify([message, hint, context])).to.not.include("127.0.0.1");
  });
});

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 10));
}
