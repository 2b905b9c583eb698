import { expect } from "chai";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  isAddress,
  openBundleSource,
  openStatedSource,
  readPreviousFiles,
} from "../../../src/storage/bundle-source.ts";
import { startHost, type LocalHost } from "../../helpers/local-host.ts";
import { rejectedCode } from "../../helpers/rejected-code.ts";

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

describe("a source of bundles", () => {
  let folder: string;
  let host: LocalHost;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "source-"));
    mkdirSync(join(folder, "epochs/7"), { recursive: true });
    writeFileSync(join(folder, "epochs/7/leaves.bin"), "leaves");
    writeFileSync(join(folder, "epochs/7/ledger.bin"), "ledger");
    host = await startHost(({ url = "" }, response) => response.end(url));
  });

  after(async () => {
    await host.stop();
    rmSync(folder, { recursive: true });
  });

  it("is a folder, which can be listed", async () => {
    const source = openBundleSource(folder);

    expect(text(await source.read("epochs/7/leaves.bin", 6))).to.equal("leaves");
    expect(await source.list("epochs/7")).to.deep.equal(["leaves.bin", "ledger.bin"]);
  });

  it("is an address, which cannot", async () => {
    for (const address of [host.url, `${host.url}/`, host.url.toUpperCase().replace("HTTP", "hTTp")]) {
      expect(text(await openBundleSource(address).read("epochs/7/leaves.bin", 99))).to.equal("/epochs/7/leaves.bin");
    }
    for (const address of [`${host.url}/some/place`, `${host.url}/some/place/`]) {
      const source = openBundleSource(address);
      expect(text(await source.read("epochs/7/leaves.bin", 99))).to.equal("/some/place/epochs/7/leaves.bin");
      expect(await source.list("epochs/7")).to.equal(null);
    }
  });

  it("is nothing else: no other protocol, no password, no query, no fragment", async () => {
    const refused = [
      ...["ftp://host.example", "file:///etc", "ipfs://bafy", "http://", "https://me@host.example"],
      ...["https://me:you@host.example", "https://host.example/?a=b", "https://host.example/#a"],
    ];
    for (const address of refused) {
      expect(await rejectedCode(() => openBundleSource(address)), address).to.equal("STORAGE_BAD_ADDRESS");
    }
  });

  it("tells an address from a folder", () => {
    expect(["http://a", "HTTPS://a", "ftp://a"].map(isAddress)).to.deep.equal([true, true, true]);
    expect(["", ".", "a", "/a", "C:\\a", "C://a", "http:a", "a/http://"].map(isAddress)).to.not.include(true);
  });

  it("asks nowhere for a path that leads out", async () => {
    for (const address of [folder, host.url]) {
      for (const path of ["../secret", "/secret", "//host.example/a", "http://host.example/a", "a%2f..%2f..%2fb"]) {
        expect(await rejectedCode(() => openBundleSource(address).read(path, 9)), path).to.equal(
          "STORAGE_INVALID_PATH",
        );
      }
    }
  });

  it("T72: that others state is no folder, and leads to no private host", async () => {
    expect(await rejectedCode(() => openStatedSource(folder))).to.equal("STORAGE_BAD_ADDRESS");
    expect(await rejectedCode(() => openStatedSource("file:///etc"))).to.equal("STORAGE_BAD_ADDRESS");
    for (const address of [host.url, host.url.replace("http", "https"), "https://localhost"]) {
      const read = () => openStatedSource(address).read("epochs/7/leaves.bin", 99);
      expect(await rejectedCode(read), address).to.equal("STORAGE_FORBIDDEN_ADDRESS");
    }
  });

  it("that others state may be private where the configuration allows it", async () => {
    process.env.ALLOW_PRIVATE_ADDRESSES = "1";
    try {
      expect(text(await openStatedSource(host.url).read("epochs/7/leaves.bin", 99))).to.equal("/epochs/7/leaves.bin");
    } finally {
      delete process.env.ALLOW_PRIVATE_ADDRESSES;
    }
  });

  describe("readPreviousFiles", () => {
    const bounds = { leavesBytes: 6, ledgerBytes: 6 };

    it("gives the two files of a bundle", async () => {
      const { leavesFile, ledgerFile } = await readPreviousFiles(openBundleSource(folder), "epochs/7", bounds);
      expect([text(leavesFile), text(ledgerFile)]).to.deep.equal(["leaves", "ledger"]);
    });

    it("bounds each of them", async () => {
      for (const tight of [
        { ...bounds, leavesBytes: 5 },
        { ...bounds, ledgerBytes: 5 },
      ]) {
        expect(await rejectedCode(() => readPreviousFiles(openBundleSource(folder), "epochs/7", tight))).to.equal(
          "STORAGE_TOO_LARGE",
        );
      }
    });

    it("says when there is none", async () => {
      expect(await rejectedCode(() => readPreviousFiles(openBundleSource(folder), "epochs/8", bounds))).to.equal(
        "STORAGE_BUNDLE_FILE_MISSING",
      );
    });
  });
});
