import { expect } from "chai";
import { defaultLimits } from "../../../src/export/archive-limits.ts";
import { openContainer } from "../../../src/export/container.ts";
import { codeOf, collect } from "./rejection.ts";
import { writeZip, zipBlob, type EntrySpec } from "./zip-writer.ts";

const portal = "User Online Activity/";
const open = (blob: Blob, limits = defaultLimits) => openContainer(blob, limits);
const inner = (...names: string[]): Uint8Array<ArrayBuffer> =>
  writeZip({ entries: names.map((name) => ({ name, data: "[]" })) });
const openPortal = (entries: EntrySpec[], limits = defaultLimits) => open(new Blob([writeZip({ entries })]), limits);

describe("container", () => {
  it("recognises a zip and its era by names", async () => {
    expect(await open(zipBlob({ "conversations.json": "[]" }))).to.include({ kind: "classic" });
    expect(await open(zipBlob({ "tmp/conversations-000.json": "[]" }))).to.include({ kind: "sharded" });
  });

  it("recognises bare JSON behind blanks and a byte order mark", async () => {
    for (const text of ["[]", "{}", "\ufeff \n[", "\t{"]) {
      const container = await open(new Blob([text]));
      expect(container.kind).to.equal("bare-json");
      const [file] = container.conversationFiles;
      expect(Buffer.concat(await collect(file!.open({ remainingBytes: 10 }))).toString()).to.equal(text);
    }
  });

  it("finds the export in the zips of a Privacy Portal zip, stored or deflated", async () => {
    for (const isStored of [true, false]) {
      const container = await openPortal([
        { name: "Financial/payments.json", data: "[]" },
        { name: `${portal}Conversations_1-chatgpt-0002.zip`, data: inner("conversations-001.json"), isStored },
        {
          name: `${portal}Conversations_1-chatgpt-0001.zip`,
          data: inner("user.json", "conversations-000.json"),
          isStored,
        },
        { name: `${portal}Files_1-files-0001.zip`, data: inner("file_1.dat"), isStored },
        { name: "report.html", data: "<html>" },
      ]);
      expect(container.kind).to.equal("privacy-portal");
      expect(container.conversationFiles.map(({ name }) => name)).to.deep.equal([
        "conversations-000.json",
        "conversations-001.json",
      ]);
      expect([...container.metadataFiles.keys()]).to.deep.equal(["user.json"]);
      expect(container.missingShards).to.deep.equal([]);
      expect(container).to.deep.include({ attachments: 0, unknownFiles: 2, unknownJson: ["payments.json"] });
      expect(await collect(container.conversationFiles[0]!.open({ remainingBytes: 10 }))).to.have.lengthOf(1);
    }
  });

  describe("with the mail beside the export", () => {
    const bundle = (exportZip: Uint8Array<ArrayBuffer>, isStored = true): EntrySpec[] => [
      { name: "export.zip", data: exportZip, isStored },
      { name: "export-mail.eml", data: "To: somebody", isStored },
    ];

    it("reads the export as if it came alone, and keeps the mail apart", async () => {
      for (const isStored of [true, false]) {
        const container = await openPortal(bundle(inner("conversations-000.json", "user.json"), isStored));
        expect(container).to.include({ kind: "sharded", unknownFiles: 0, attachments: 0 });
        expect(await container.mail?.text()).to.equal("To: somebody");
      }
    });

    it("reads a Privacy Portal zip in it", async () => {
      const conversations = { name: `${portal}Conversations_1.zip`, data: inner("conversations.json") };
      const container = await openPortal(bundle(writeZip({ entries: [conversations] })));
      expect(container.kind).to.equal("privacy-portal");
      expect(container.mail?.size).to.equal(12);
    });

    it("has no mail in any other place", async () => {
      expect((await open(zipBlob({ "conversations.json": "[]", "export-mail.eml": "x" }))).mail).to.equal(null);
      expect((await open(new Blob(["[]"]))).mail).to.equal(null);
    });

    it("is no bundle of bundles, and no bundle of something else", async () => {
      const twice = writeZip({ entries: bundle(inner("conversations.json")) });
      expect(await codeOf(() => openPortal(bundle(twice)))).to.equal("EXPORT_NO_CONVERSATIONS_FILE");
      const noZip = new TextEncoder().encode("[]");
      expect(await codeOf(() => openPortal(bundle(noZip)))).to.equal("EXPORT_ZIP_INCOMPLETE");
    });

    it("may unpack no more than nested zips may", async () => {
      const limits = { ...defaultLimits, nestedBytes: 100 };
      const code = await codeOf(() => openPortal(bundle(inner("conversations.json"), false), limits));
      expect(code).to.equal("EXPORT_ENTRY_TOO_LARGE");
    });
  });

  it("opens zips one level deep and only in the portal's folder", async () => {
    const doubly = writeZip({ entries: [{ name: `${portal}Conversations_2.zip`, data: inner("conversations.json") }] });
    for (const name of [
      "Conversations_1.zip",
      "elsewhere/Conversations_1.zip",
      `${portal}deep/Conversations_1.zip`,
      `${portal}Files_1.zip`,
    ]) {
      expect(await codeOf(() => openPortal([{ name, data: inner("conversations.json") }])), name).to.equal(
        "EXPORT_NO_CONVERSATIONS_FILE",
      );
    }
    expect(await codeOf(() => openPortal([{ name: `${portal}Conversations_1.zip`, data: doubly }]))).to.equal(
      "EXPORT_NO_CONVERSATIONS_FILE",
    );
  });

  it("bounds the entries of all inner zips together", async () => {
    const entries = [
      { name: `${portal}Conversations_1.zip`, data: inner("conversations-000.json", "a", "b") },
      { name: `${portal}Conversations_2.zip`, data: inner("conversations-001.json", "c", "d") },
    ];
    expect((await openPortal(entries, { ...defaultLimits, entries: 8 })).conversationFiles).to.have.lengthOf(2);
    expect(await codeOf(() => openPortal(entries, { ...defaultLimits, entries: 7 }))).to.equal(
      "EXPORT_ZIP_TOO_MANY_ENTRIES",
    );
  });

  it("bounds what a deflated inner zip may grow to", async () => {
    const data = inner("conversations.json");
    const entries = [
      { name: `${portal}Conversations_1.zip`, data },
      { name: `${portal}Conversations_2.zip`, data },
    ];
    expect(await codeOf(() => openPortal(entries, { ...defaultLimits, nestedBytes: data.length - 1 }))).to.equal(
      "EXPORT_ENTRY_TOO_LARGE",
    );
    expect(await codeOf(() => openPortal(entries, { ...defaultLimits, nestedBytes: data.length + 1 }))).to.equal(
      "EXPORT_TOTAL_TOO_LARGE",
    );
  });

  it("refuses what is neither zip nor JSON", async () => {
    expect(await codeOf(() => open(new Blob([])))).to.equal("EXPORT_EMPTY_FILE");
    for (const bytes of ["<html>", "hello", '"text"', "\u001f\u008b", "\u0000\u0000", "   "]) {
      expect(await codeOf(() => open(new Blob([bytes]))), bytes).to.equal("EXPORT_NOT_RECOGNISED");
    }
  });

  it("refuses bare JSON over the limit of one file", async () => {
    expect(await codeOf(() => open(new Blob(["[1]"]), { ...defaultLimits, entryBytes: 2 }))).to.equal(
      "EXPORT_ENTRY_TOO_LARGE",
    );
  });

  it("refuses a zip without conversations", async () => {
    expect(await codeOf(() => open(zipBlob({})))).to.equal("EXPORT_NO_CONVERSATIONS_FILE");
    expect(await codeOf(() => open(zipBlob({ "chat.html": "" })))).to.equal("EXPORT_NO_CONVERSATIONS_FILE");
  });
});
