import { build } from "esbuild";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { chromium, type Browser, type BrowserContextOptions, type Page } from "playwright-core";
import { chromiumProgram } from "../../../scripts/checks/platforms/chromium.ts";

type Examiner = typeof import("./examine.ts");
type Changes = readonly (readonly [offset: number, value: number])[];

const QUIET = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** A page that holds our modules as a bundle, and gets archives as Blobs from a server on this machine. */
export type ExaminingPage = {
  readonly surroundings: () => Promise<string>;
  readonly generatedHash: () => Promise<string>;
  readonly proveHere: (count: number) => Promise<string>;
  readonly sealHere: Examiner["sealHere"];
  readonly openHere: Examiner["openHere"];
  readonly exchangeKeys: Examiner["exchangeKeys"];
  readonly examine: (bytes: Uint8Array) => Promise<string>;
  /** Examines `bytes` with other values at some offsets, cut off after `length` bytes. */
  readonly examineChanged: (bytes: Uint8Array, changes: Changes, length: number) => Promise<string>;
  readonly close: () => Promise<void>;
};

/** A headless Chromium and the server of the archives. */
export class ExaminingBrowser {
  readonly #browser: Browser;
  readonly #server: Server;
  readonly #served: Map<string, Uint8Array>;
  readonly #bundle: string;

  private constructor(browser: Browser, server: Server, served: Map<string, Uint8Array>, bundle: string) {
    this.#browser = browser;
    this.#server = server;
    this.#served = served;
    this.#bundle = bundle;
  }

  static async start(): Promise<ExaminingBrowser> {
    const served = new Map<string, Uint8Array>();
    const server = createServer((request, response) => {
      response.end(served.get(request.url ?? "") ?? "");
    });
    const [bundle, browser] = await Promise.all([
      bundled(),
      chromiumProgram().then((executablePath) => chromium.launch({ executablePath, args: QUIET })),
      new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)),
    ]);
    return new ExaminingBrowser(browser, server, served, bundle);
  }

  get version(): string {
    return this.#browser.version();
  }

  async open(options: BrowserContextOptions = {}): Promise<ExaminingPage> {
    const context = await this.#browser.newContext(options);
    const page = await context.newPage();
    await page.goto(`http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`);
    await page.addScriptTag({ content: this.#bundle });
    return {
      surroundings: () => page.evaluate(() => (globalThis as unknown as { ours: Examiner }).ours.surroundings()),
      generatedHash: () => page.evaluate(() => (globalThis as unknown as { ours: Examiner }).ours.generatedHash()),
      proveHere: (count) =>
        page.evaluate((leaves) => (globalThis as unknown as { ours: Examiner }).ours.proveHere(leaves), count),
      sealHere: (...args) =>
        page.evaluate((given) => (globalThis as unknown as { ours: Examiner }).ours.sealHere(...given), args),
      openHere: (...args) =>
        page.evaluate((given) => (globalThis as unknown as { ours: Examiner }).ours.openHere(...given), args),
      exchangeKeys: (...args) =>
        page.evaluate((given) => (globalThis as unknown as { ours: Examiner }).ours.exchangeKeys(...given), args),
      examine: (bytes) => this.#examine(page, bytes, [], bytes.length),
      examineChanged: (bytes, changes, length) => this.#examine(page, bytes, changes, length),
      close: () => context.close(),
    };
  }

  async stop(): Promise<void> {
    await this.#browser.close();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #examine(page: Page, bytes: Uint8Array, changes: Changes, length: number): Promise<string> {
    this.#served.set("/archive", bytes);
    return page.evaluate(
      async ([changes, length]) => {
        const { examine } = (globalThis as unknown as { ours: Examiner }).ours;
        const blob = await (await fetch("/archive", { cache: "no-store" })).blob();
        if (changes.length === 0) return examine(blob.slice(0, length));
        const bytes = new Uint8Array(await blob.arrayBuffer());
        for (const [offset, value] of changes) bytes[offset] = value;
        return examine(new Blob([bytes.subarray(0, length)]));
      },
      [changes, length] as const,
    );
  }
}

/** As a web application would bundle us, which takes the twins that a browser can run. */
async function bundled(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL("examine.ts", import.meta.url))],
    bundle: true,
    platform: "browser",
    format: "iife",
    globalName: "ours",
    write: false,
  });
  return outputFiles[0]!.text;
}
