import { expect } from "chai";
import { classifyOthers, findExportFolder, MAX_NAMED } from "../../../src/export/export-folder.ts";
import type { ZipEntry } from "../../../src/export/zip-directory.ts";
import { codeOf } from "./rejection.ts";

const entry = (name: string): ZipEntry => ({
  name,
  nameBytes: new Uint8Array(),
  method: 8,
  packedBytes: 0,
  unpackedBytes: 0,
  crc32: 0,
  headerOffset: 0,
  endOffset: 0,
});
const find = (...names: string[]) => findExportFolder(names.map(entry));
const namesOf = (entries: readonly ZipEntry[]): string[] => entries.map(({ name }) => name);

describe("entries that are not read", () => {
  it("are attachments or unknown, past junk and what is known", () => {
    const names = ["a/new.json", "b/report.html", "file-1.png", "b/.DS_Store", "c/bills.csv", "a/Anna.json"];
    expect(classifyOthers(names.map(entry), () => true)).to.deep.equal({
      attachments: 1,
      unknownFiles: 3,
      unknownJson: ["new.json"],
    });
  });
});

describe("export folder", () => {
  it("finds the one file of the classic era and its metadata", () => {
    const folder = find(
      "user.json",
      "conversations.json",
      "message_feedback.json",
      "chat.html",
      "model_comparisons.json",
    );
    expect(namesOf(folder.conversations)).to.deep.equal(["conversations.json"]);
    expect(namesOf(folder.metadata)).to.deep.equal(["user.json", "message_feedback.json"]);
    expect(folder).to.include({ isSharded: false, attachments: 0, unknownFiles: 0 });
  });

  it("orders shards by number after the unsharded file", () => {
    const folder = find(
      "conversations-010.json",
      "conversations-002.json",
      "conversations.json",
      "conversations-1000.json",
    );
    expect(namesOf(folder.conversations)).to.deep.equal([
      "conversations.json",
      "conversations-002.json",
      "conversations-010.json",
      "conversations-1000.json",
    ]);
    expect(folder.isSharded).to.equal(true);
  });

  it("names gaps in the numbering", () => {
    expect(find("conversations-001.json", "conversations-003.json").missingShards).to.deep.equal([
      "conversations-000.json",
      "conversations-002.json",
    ]);
    expect(find("conversations-999999.json").missingShards).to.have.lengthOf(MAX_NAMED);
  });

  it("finds the export under a prefix, past junk", () => {
    const folder = find("__MACOSX/my export/._conversations.json", "my export/.DS_Store", "my export/conversations.json",
      "my export/user.json", "user.json", "__MACOSX/._x"); // prettier-ignore
    expect(namesOf(folder.conversations)).to.deep.equal(["my export/conversations.json"]);
    expect(namesOf(folder.metadata)).to.deep.equal(["my export/user.json"]);
    expect(folder.unknownFiles).to.equal(1);
  });

  it("prefers the shallowest folder", () => {
    expect(namesOf(find("old/deep/conversations.json", "tmp/conversations.json").conversations)).to.deep.equal([
      "tmp/conversations.json",
    ]);
  });

  it("refuses to choose between two exports", async () => {
    expect(await codeOf(() => find("a/conversations.json", "b/conversations-000.json"))).to.equal("EXPORT_AMBIGUOUS");
  });

  it("finds nothing in another archive", () => {
    const folder = find("photo.jpg", "my_conversations.json", "conversations.json.bak", "conversations-x.json");
    expect(folder.conversations).to.deep.equal([]);
    expect(folder).to.include({ attachments: 1, unknownFiles: 3 });
  });

  it("tells attachments from unknown files", () => {
    const folder = find("conversations.json", "file-abc-notes.txt", "file_0000.dat", "dalle-generations/x.webp",
      "user-1/file_2.png", "c1/audio/a.wav", "voice.mp3", "future.json", "shopping.json", "library_files.json"); // prettier-ignore
    expect(folder).to.include({ attachments: 6, unknownFiles: 1 });
  });

  it("names unknown JSON files beside the conversations, as far as the name cannot be a person's words", () => {
    const folder = find(
      "x/conversations.json",
      "x/ways.json",
      "x/new-file_2.json",
      "x/file-abc.json",
      "x/my diary.json",
      "x/Anna.json",
      "y/other.json",
      "x/a.md",
    );
    expect(folder).to.deep.include({ attachments: 1, unknownFiles: 6, unknownJson: ["new-file_2.json", "ways.json"] });
  });
});
