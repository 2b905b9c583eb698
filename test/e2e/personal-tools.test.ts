import { expect } from "chai";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generateExport } from "../../src/synthetic/generate-export.ts";
import { runHardhat } from "../helpers/run-hardhat.ts";

describe("npx hardhat contribute journal, memory, reflect", () => {
  const folder = mkdtempSync(join(tmpdir(), "personal tools "));
  const [zip, silent] = ["export.zip", "silent.json"].map((name) => join(folder, name)) as [string, string];

  before(() => {
    const options = { seed: 9, conversations: 60, era: "classic", startAt: 1_705_276_800 } as const;
    writeFileSync(zip, generateExport({ ...options, languages: ["en", "de"] }));
    const hello = { author: { role: "assistant" }, content: { content_type: "text", parts: ["hello"] } };
    writeFileSync(silent, JSON.stringify([{ id: "t", mapping: { m: { id: "m", message: hello, parent: null } } }]));
  });

  after(() => {
    rmSync(folder, { recursive: true });
  });

  for (const [tool, heading] of [
    ["journal", "# Journal"],
    ["memory", "# What ChatGPT keeps about you"],
    ["reflect", "# To think about"],
  ] as const) {
    it(`${tool}: prints Markdown, the same each time, or writes it to a file for its owner alone`, async () => {
      const out = join(folder, `${tool}.md`);
      const printed = await runHardhat(["contribute", tool, zip, "--zone", "Europe/Berlin"]);
      const written = await runHardhat(["contribute", tool, zip, "--zone", "Europe/Berlin", "--out", out]);

      expect(printed).to.include({ exitCode: 0, stderr: "" });
      expect(printed.stdout.split("\n")[0]).to.equal(heading);
      expect(written.exitCode).to.equal(0);
      expect(readFileSync(out, "utf8")).to.equal(printed.stdout);
      if (process.platform !== "win32") expect(statSync(out).mode & 0o777).to.equal(0o600);

      const again = await runHardhat(["contribute", tool, zip, "--out", out]);
      expect(again.exitCode).to.equal(1);
      expect(again.stderr).to.match(/^STORAGE_FILE_EXISTS: /);
      expect(readFileSync(out, "utf8")).to.equal(printed.stdout);
    });

    it(`${tool}: prints a document, and refuses a zone that there is not and an export of nobody`, async () => {
      const document = await runHardhat(["contribute", tool, zip, "--json"]);
      const wrongZone = await runHardhat(["contribute", tool, zip, "--zone", "Mars/Olympus"]);
      const nobody = await runHardhat(["contribute", tool, silent]);

      expect(JSON.parse(document.stdout)).to.include({ timeZone: "UTC" });
      expect([wrongZone.exitCode, wrongZone.stderr.split(":")[0]]).to.deep.equal([1, "INSIGHTS_UNKNOWN_ZONE"]);
      expect([nobody.exitCode, nobody.stdout, nobody.stderr.split(":")[0]]).to.deep.equal([
        1,
        "",
        "INSIGHTS_NOTHING_WRITTEN",
      ]);
    });
  }
});
