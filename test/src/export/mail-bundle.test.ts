import { expect } from "chai";
import { unzipSync } from "fflate";
import { defaultLimits } from "../../../src/export/archive-limits.ts";
import { bundleMail, findMailBundle } from "../../../src/export/mail-bundle.ts";
import { readZipDirectory } from "../../../src/export/zip-directory.ts";
import { seededBytes } from "../../helpers/seeded-bytes.ts";
import { writeZip } from "./zip-writer.ts";

const bundled = async (exportZip: Blob, mail: Blob) =>
  new Uint8Array(await new Response(bundleMail(exportZip, mail)).arrayBuffer());
const entriesOf = (names: readonly string[]) =>
  readZipDirectory(new Blob([writeZip({ entries: names.map((name) => ({ name, data: "x" })) })]), defaultLimits);

describe("mail bundle", () => {
  const zip = seededBytes(300_000);
  const mail = seededBytes(5_000, 2);

  it("gives both files back byte for byte to any unzip", async () => {
    const files = unzipSync(await bundled(new Blob([zip]), new Blob([mail])));
    expect(Object.keys(files)).to.deep.equal(["export.zip", "export-mail.eml"]);
    expect(Buffer.compare(files["export.zip"]!, zip)).to.equal(0);
    expect(Buffer.compare(files["export-mail.eml"]!, mail)).to.equal(0);
  });

  it("stores both uncompressed, and says nothing of when it was made", async () => {
    const first = await bundled(new Blob([zip]), new Blob([mail]));
    const entries = await readZipDirectory(new Blob([first]), defaultLimits);
    expect(entries.map(({ method }) => method)).to.deep.equal([0, 0]);
    expect(findMailBundle(entries)?.mail.unpackedBytes).to.equal(5_000);
    expect(Buffer.compare(await bundled(new Blob([zip]), new Blob([mail])), first)).to.equal(0);
  });

  it("packs files without a byte too", async () => {
    const files = unzipSync(await bundled(new Blob([]), new Blob([])));
    expect(Object.values(files).map(({ length }) => length)).to.deep.equal([0, 0]);
  });

  it("can be given up half way", async () => {
    const reader = bundleMail(new Blob([zip]), new Blob([mail])).getReader();
    await reader.read();
    await reader.cancel();
    expect((await reader.read()).done).to.equal(true);
  });

  it("is recognised by exactly its two names", async () => {
    expect(findMailBundle(await entriesOf(["export-mail.eml", "export.zip"]))).to.not.equal(null);
    for (const names of [
      ["export.zip"],
      ["export-mail.eml"],
      ["export.zip", "export-mail.eml", "other"],
      ["a/export.zip", "a/export-mail.eml"],
      ["conversations.json", "export-mail.eml"],
    ]) {
      expect(findMailBundle(await entriesOf(names)), names.join()).to.equal(null);
    }
  });
});
