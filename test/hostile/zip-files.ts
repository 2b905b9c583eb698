import { crc32, deflateRawSync } from "node:zlib";
import { sampleConversation } from "../src/export/sample-conversations.ts";
import { writeZip, type EntrySpec, type ZipSpec } from "../src/export/zip-writer.ts";
import { read, type HostileFile, type Outcome } from "./hostile-file.ts";

const good = JSON.stringify([sampleConversation("good")]);
const conversations: EntrySpec = { name: "conversations.json", data: good };
const MEBIBYTE = 2 ** 20;
const portal = "User Online Activity/";

const zip = (name: string, entries: EntrySpec[], expected: Outcome, more: Partial<ZipSpec> = {}): HostileFile => ({
  name,
  bytes: () => writeZip({ entries, ...more }),
  expected,
});
const heavy = (file: HostileFile): HostileFile => ({ ...file, isHeavy: true });
const withConversations = (entry: EntrySpec): EntrySpec[] => [conversations, entry];
const changed = (name: string, changes: Partial<EntrySpec>, expected: Outcome): HostileFile =>
  zip(
    name,
    [
      { ...conversations, ...changes },
      { name: "next", data: "n" },
    ],
    expected,
  );

/** Deflated by itself and put in as packed bytes, so that a bomb is not unpacked on the way here. */
function bomb(name: string, megabytes: number): EntrySpec {
  const data = Buffer.alloc(megabytes * MEBIBYTE, 0x20);
  return { name, data: deflateRawSync(data), isStored: true, method: 8, unpackedBytes: data.length };
}

function lazily(name: string, spec: () => ZipSpec, expected: Outcome): HostileFile {
  return { name, bytes: () => writeZip(spec()), expected };
}

const blanks = (): string => `[${" ".repeat(MEBIBYTE - 2)}]`;
const many = (count: number, entry: (index: number) => EntrySpec): EntrySpec[] =>
  Array.from({ length: count }, (_, index) => entry(index));

/** T49: bombs by ratio, by nesting, by declared size and by number. */
export const bombs: readonly HostileFile[] = [
  heavy(
    lazily("300 MB of blanks in 300 kB", () => ({ entries: [bomb("conversations.json", 300)] }), "EXPORT_ZIP_RATIO"),
  ),
  heavy(lazily("300 MB of blanks as user.json", () => ({ entries: withConversations(bomb("user.json", 300)) }), read)),
  heavy(
    lazily(
      "a thousand shards that each stay below the free mebibyte",
      () => {
        const shard = deflateRawSync(Buffer.from(blanks()));
        const size = { isStored: true, method: 8, unpackedBytes: MEBIBYTE, data: shard, crc: crc32(blanks()) };
        return { entries: many(1_000, (index) => ({ name: `conversations-${index}.json`, ...size })) };
      },
      "EXPORT_TOTAL_TOO_LARGE",
    ),
  ),
  lazily(
    "a bomb in a zip of the Privacy Portal",
    () => ({ entries: [bomb(`${portal}Conversations_1.zip`, 50)] }),
    "EXPORT_ZIP_RATIO",
  ),
  zip(
    "a zip of the Privacy Portal that says it has 129 MiB",
    [{ name: `${portal}Conversations_1.zip`, data: "x", unpackedBytes: 129 * MEBIBYTE }],
    "EXPORT_ENTRY_TOO_LARGE",
  ),
  lazily(
    "a zip in a zip in a zip",
    () => {
      const inner = writeZip({ entries: [conversations] });
      const middle = writeZip({ entries: [{ name: `${portal}Conversations_2.zip`, data: inner }] });
      return { entries: [{ name: `${portal}Conversations_1.zip`, data: middle }] };
    },
    "EXPORT_NO_CONVERSATIONS_FILE",
  ),
  lazily(
    "a zip within a zip outside of the Privacy Portal",
    () => ({
      entries: [{ name: "deep/export.zip", data: writeZip({ entries: [conversations] }) }],
    }),
    "EXPORT_NO_CONVERSATIONS_FILE",
  ),
  changed("a file that says it has 3 GiB", { unpackedBytes: 3 * 2 ** 30 }, "EXPORT_ENTRY_TOO_LARGE"),
];

/** T50: names that would be paths elsewhere. */
export const names: readonly HostileFile[] = [
  ...[
    "../conversations.json",
    "a/../../etc/passwd",
    "/etc/passwd",
    "C:/Windows/x",
    "c:x",
    "a\\..\\b",
    "nul\0.json",
    "n".repeat(1_025),
    "",
  ].map((name) =>
    zip(
      `the name ${JSON.stringify(name.slice(0, 24))}`,
      withConversations({ name, data: "x" }),
      "EXPORT_ZIP_NAME_REFUSED",
    ),
  ),
  ...[
    "CON",
    "aux.json",
    "LPT1.txt",
    "~/.ssh/authorized_keys",
    "$(reboot)",
    "-rf",
    "a\u202egnp.exe",
    "\ud83d\ude00.json",
    "n".repeat(1_024),
  ].map((name) =>
    zip(`the harmless name ${JSON.stringify(name.slice(0, 24))}`, withConversations({ name, data: "x" }), read),
  ),
];

/** T51: what is no regular file. */
export const specials: readonly HostileFile[] = [
  ...(
    [
      ["a symbolic link", 0o120777],
      ["a character device", 0o020666],
      ["a block device", 0o060666],
      ["a pipe", 0o010666],
      ["a socket", 0o140777],
      ["a folder without a slash", 0o040755],
    ] as const
  ).map(([name, mode]) => zip(name, [{ ...conversations, mode }], "EXPORT_ZIP_SPECIAL_FILE")),
  zip(
    "a link among the attachments",
    withConversations({ name: "file-1.png", data: "/etc/passwd", mode: 0o120777 }),
    "EXPORT_ZIP_SPECIAL_FILE",
  ),
  zip(
    "conversations that pose as a folder",
    [{ ...conversations, name: "conversations.json/" }],
    "EXPORT_NO_CONVERSATIONS_FILE",
  ),
];

/** T52: entries that share bytes. */
export const overlaps: readonly HostileFile[] = [
  lazily(
    "a hundred entries of the same bytes",
    () => ({
      entries: many(100, (index) => ({ name: `conversations-${index}.json`, data: blanks(), sharesHeaderOf: 0 })),
    }),
    "EXPORT_ZIP_OVERLAP",
  ),
  zip(
    "an entry that reaches into the next",
    [
      { ...conversations, isStored: true, packedBytes: 4_000, unpackedBytes: 4_000 },
      { name: "b", data: "y" },
    ],
    "EXPORT_ZIP_OVERLAP",
  ),
  zip("an entry that reaches into the directory", [{ ...conversations, packedBytes: 100_000 }], "EXPORT_ZIP_OVERLAP"),
  changed("an entry whose own header pushes it into the next", { localExtraLength: 60 }, "EXPORT_ZIP_OVERLAP"),
];

/** T53: two files of one name. */
export const duplicates: readonly HostileFile[] = [
  zip("two conversations.json", [conversations, conversations], "EXPORT_ZIP_DUPLICATE_NAME"),
  zip("twins by case", [conversations, { ...conversations, name: "Conversations.JSON" }], "EXPORT_ZIP_DUPLICATE_NAME"),
  zip(
    "two user.json in folders that are twins by Unicode form",
    [conversations, { name: "\u00e9/user.json" }, { name: "e\u0301/user.json" }],
    read,
  ),
  zip(
    "conversations in folders that are twins by Unicode form",
    [
      { ...conversations, name: "\u00e9/conversations.json" },
      { ...conversations, name: "e\u0301/conversations.json" },
    ],
    "EXPORT_AMBIGUOUS",
  ),
  zip("pictures that are twins by case", [conversations, { name: "file-a.png" }, { name: "file-A.png" }], read),
  zip(
    "two folders with conversations",
    [
      { ...conversations, name: "a/conversations.json" },
      { ...conversations, name: "b/conversations.json" },
    ],
    "EXPORT_AMBIGUOUS",
  ),
];

/** T55: more entries than anybody has. */
export const crowds: readonly HostileFile[] = [
  lazily(
    "70,000 entries",
    () => ({ entries: many(70_000, (index) => ({ name: `${index}`, isStored: true })), claimedEntries: 65_535 }),
    "EXPORT_ZIP_TOO_MANY_ENTRIES",
  ),
  lazily(
    "70,000 entries counted by zip64",
    () => ({
      entries: many(70_000, (index) => ({ name: `${index}`, isStored: true })),
      claimedEntries: 0xffff,
      zip64: { entries: 70_000 },
    }),
    "EXPORT_ZIP_TOO_MANY_ENTRIES",
  ),
  lazily(
    "70,000 entries that say they are one",
    () => ({
      entries: [conversations, ...many(70_000, (index) => ({ name: `${index}`, isStored: true }))],
      claimedEntries: 1,
    }),
    "EXPORT_ZIP_DAMAGED",
  ),
  lazily(
    "20,000 conversation files in as many deep folders",
    () => ({
      entries: many(20_000, (index) => ({
        name: `${index}/${"a/".repeat(400)}conversations.json`,
        isStored: true,
        data: "[]",
      })),
    }),
    "EXPORT_AMBIGUOUS",
  ),
  lazily(
    "20,000 shards of nothing",
    () => ({ entries: many(20_000, (index) => ({ name: `conversations-${index}.json`, isStored: true, data: "[]" })) }),
    "EXPORT_EMPTY",
  ),
].map(heavy);
