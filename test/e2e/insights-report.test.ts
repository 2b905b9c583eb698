import axe from "axe-core";
import { expect } from "chai";
import { build } from "esbuild";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium, type Browser, type BrowserContextOptions, type Page } from "playwright-core";
import { chromiumProgram } from "../../scripts/checks/platforms/chromium.ts";
import { previewUnits } from "../../scripts/contribute/preview-units.ts";
import { readArchive } from "../../src/export/read-archive.ts";
import { formatReport } from "../../src/insights/format-report.ts";
import { gatherInsights } from "../../src/insights/gather.ts";
import { generateExport } from "../../src/synthetic/generate-export.ts";
import { runHardhat } from "../helpers/run-hardhat.ts";
import { node, sampleConversation } from "../src/export/sample-conversations.ts";
import { zipBlob } from "../src/export/zip-writer.ts";
import { reportHere } from "./insights-here.ts";
import { payloadTitles } from "../src/insights/payload-titles.ts";

const WIDTHS = [360, 768, 1_440] as const;
const THEMES = ["light", "dark"] as const;

describe("the insights report", function () {
  this.timeout(300_000);
  const folder = mkdtempSync(join(tmpdir(), "insights "));
  const zip = join(folder, "export.zip");
  const insights = (...args: string[]) => runHardhat(["contribute", "insights", ...args], {});
  let browser: Browser;

  before(async () => {
    writeFileSync(
      zip,
      generateExport({ seed: 7, conversations: 120, era: "slim", startAt: 1_672_531_200, conversationsPerDay: 1 }),
    );
    browser = await chromium.launch({
      executablePath: await chromiumProgram(),
      args: ["--disable-gpu", "--disable-quic"],
    });
  });

  after(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });

  /** Opens a page as a person would, from the disk, and says what it did beside being shown. */
  async function open(file: string, options: BrowserContextOptions): Promise<{ page: Page; noise: string[] }> {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    const noise: string[] = [];
    const address = pathToFileURL(file).href;
    page.on("request", (request) => {
      if (request.url() !== address) noise.push(`request: ${request.url()}`);
    });
    page.on("console", (message) => noise.push(`console: ${message.text()}`));
    page.on("pageerror", (error) => noise.push(`error: ${error.message}`));
    await page.goto(address);
    return { page, noise };
  }

  async function reportOf(files: Record<string, string>, name: string): Promise<string> {
    const file = join(folder, name);
    writeFileSync(file, await reportHere(zipBlob(files)));
    return file;
  }

  it("is written by the command, for its owner's eyes only, and takes no file's place", async () => {
    const out = join(folder, "report.html");
    const { exitCode, stdout, stderr } = await insights(zip, "--out", out, "--zone", "Europe/Berlin");

    expect({ exitCode, stderr }).to.deep.equal({ exitCode: 0, stderr: "" });
    expect(stdout).to.contain("conversations  120");
    expect(statSync(out).mode & 0o777).to.equal(0o600);
    expect(statSync(out).size).to.be.lessThan(1_500_000);
    expect((await insights(zip, "--out", out)).stderr).to.match(/^STORAGE_FILE_EXISTS/);
    expect((await insights(zip, "--out", join(folder, "x.html"), "--zone", "Mars/Base")).stderr).to.match(
      /^INSIGHTS_UNKNOWN_ZONE/,
    );
    expect((await insights(zip, "--share")).exitCode).to.equal(2);
  });

  it("says so when there is nothing to tell, and writes nothing", async () => {
    const answerOnly = sampleConversation("one", {
      mapping: { a: node("a", null, "assistant", "Hello.") },
      current_node: "a",
    });
    for (const [content, code] of [
      [[], "EXPORT_EMPTY"],
      [[answerOnly], "INSIGHTS_NOTHING_WRITTEN"],
    ] as const) {
      const empty = join(folder, `${code}.zip`);
      const zipped = zipBlob({ "conversations.json": JSON.stringify(content) });
      writeFileSync(empty, new Uint8Array(await zipped.arrayBuffer()));
      const { exitCode, stderr } = await insights(empty, "--out", `${empty}.html`);

      expect([exitCode, stderr.split(":")[0]]).to.deep.equal([1, code]);
      expect(existsSync(`${empty}.html`)).to.equal(false);
    }
  });

  for (const theme of THEMES) {
    for (const width of WIDTHS) {
      it(`asks nobody, says nothing, stands still and is accessible: ${width} px, ${theme}`, async () => {
        const { page, noise } = await open(join(folder, "report.html"), {
          viewport: { width, height: 900 },
          colorScheme: theme,
        });
        const layout = await page.evaluate(async () => {
          const shifts = await new Promise<number>((resolve) => {
            let sum = 0;
            new PerformanceObserver((list) => {
              sum += list.getEntries().length;
            }).observe({ type: "layout-shift", buffered: true });
            setTimeout(() => {
              resolve(sum);
            }, 300);
          });
          return { shifts, overflow: document.documentElement.scrollWidth - innerWidth };
        });
        await page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })");
        await page.evaluate(axe.source);
        const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run());

        expect({ layout, noise }).to.deep.equal({ layout: { shifts: 0, overflow: 0 }, noise: [] });
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]!.html.slice(0, 200)}`)).to.deep.equal([]);
        await page.context().close();
      });
    }
  }

  it("T78: lets no title become markup, or turn the page around", async () => {
    const file = await reportOf(
      { "conversations.json": JSON.stringify(payloadTitles.map((title, index) => conversationOf(title, index))) },
      "payload.html",
    );
    const { page, noise } = await open(file, { viewport: { width: 360, height: 900 } });
    const found = await page.evaluate(() => ({
      elements: [...new Set([...document.body.querySelectorAll("*")].map((each) => each.tagName.toLowerCase()))].sort(),
      attributes: [...new Set([...document.querySelectorAll("*")].flatMap((each) => each.getAttributeNames()))].filter(
        (name) => name.startsWith("on") || name === "style" || name === "src",
      ),
      links: [...document.links].map((link) => link.getAttribute("href")).filter((href) => !href?.startsWith("#")),
      text: document.body.innerText,
      overflow: document.documentElement.scrollWidth - innerWidth,
    }));

    expect(found.elements).to.not.include.members(["script"]).and.to.not.include("iframe").and.to.not.include("img");
    expect({ noise, attributes: found.attributes, links: found.links, overflow: found.overflow }).to.deep.equal({
      ...{ noise: [], attributes: [], links: [], overflow: 0 },
    });
    expect(found.text)
      .to.contain("<script>")
      .and.to.not.match(/[\u202a-\u202e\u2066-\u2069\ud800-\udfff]/u);
    await page.context().close();
  });

  it("is the same, byte for byte, when a browser makes it", async () => {
    const { outputFiles } = await build({
      entryPoints: [join(import.meta.dirname, "insights-here.ts")],
      ...{ bundle: true, platform: "browser", format: "iife", globalName: "ours", write: false },
    });
    const page = await browser.newPage();
    await page.addScriptTag({ content: outputFiles[0]!.text });
    const made = await page.evaluate(async (base64) => {
      const zipped = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      return (globalThis as unknown as { ours: { reportHere: typeof reportHere } }).ours.reportHere(new Blob([zipped]));
    }, readFileSync(zip).toString("base64"));
    await page.close();

    expect(made).to.equal(await reportHere(new Blob([readFileSync(zip)])));
  });

  it("for others it holds numbers and charts only", async () => {
    const out = join(folder, "share.html");
    await insights(zip, "--out", out, "--share");
    const page = readFileSync(out, "utf8");
    const archive = await readArchive(new Blob([readFileSync(zip)]));
    const words = new Set<string>();
    for await (const { title, messages } of archive.conversations) {
      if (title !== null) words.add(title);
      for (const { text } of messages) for (const [word] of text.matchAll(/\p{L}{6,}/gu)) words.add(word.toLowerCase());
    }
    const text = page
      .slice(page.indexOf("<body>"))
      .replaceAll(/<[^>]*>/g, " ")
      .toLowerCase();
    const used = [...text.matchAll(/\p{L}{6,}/gu)].map(([word]) => word);

    expect(text).to.not.match(/\b\d{4}-\d{2}-\d{2}\b/);
    expect([...words].filter((word) => word.includes(" ") && text.includes(word.toLowerCase()))).to.deep.equal([]);
    // What is left of the person's words are words of the page itself.
    const own = new Set(
      [
        ...formatReport(await somebodyElse(), { isForSharing: true })
          .toLowerCase()
          .matchAll(/\p{L}{6,}/gu),
      ].map(([word]) => word),
    );
    expect([...new Set(used)].filter((word) => words.has(word) && !own.has(word))).to.deep.equal([]);
  });

  it("tells one conversation without times, and no month between two, without a word that is no number", async () => {
    const one = await reportOf({ "conversations.json": JSON.stringify([conversationOf("One", 0, null)]) }, "one.html");
    const far = [conversationOf("First", 0, 1_600_000_000), conversationOf("Last", 1, 1_700_000_000)];
    const gap = await reportOf({ "conversations.json": JSON.stringify(far) }, "gap.html");

    for (const file of [one, gap]) expect(readFileSync(file, "utf8")).to.not.match(/NaN|undefined|Infinity|null/);
    expect(readFileSync(one, "utf8")).to.contain("No message in this export has a time.");
  });
});

async function somebodyElse() {
  const bytes = generateExport({
    seed: 99,
    conversations: 120,
    era: "slim",
    startAt: 1_672_531_200,
    languages: ["ja"],
  });
  return gatherInsights(await readArchive(new Blob([Uint8Array.from(bytes)])), {
    timeZone: "UTC",
    score: previewUnits,
  });
}

/** A conversation as an export of early 2026 holds it: a question whose words recur, and its answer. */
function conversationOf(title: string, index: number, at: number | null = 1_700_000_000 + index * 86_400) {
  const message = (id: string, parent: string | null, role: string, text: string, children: string[]) => ({
    id,
    parent,
    children,
    message: { id, author: { role }, create_time: at, content: { content_type: "text", parts: [text] }, metadata: {} },
  });
  const mapping = {
    root: { id: "root", message: null, parent: null, children: ["a"] },
    a: message("a", "root", "user", `${title} and sourdough, what of the sourdough starter?`, ["b"]),
    b: message("b", "a", "assistant", "Feed it.", []),
  };
  return { id: `conversation-${index}`, title, create_time: at, update_time: at, mapping, current_node: "b" };
}
