import { zipSync, type Zippable } from "fflate";
import { MessageTreeWriter } from "../../src/synthetic/message-tree-writer.ts";
import { PythonFloat, pythonJson, type PythonValue } from "../../src/synthetic/python-json.ts";
import { SeededRandom } from "../../src/synthetic/seeded-random.ts";

/** A conversation as far as an attacker has to care: who said what, and when it began. */
export type Talk = {
  readonly id: string;
  /** Unix seconds. */
  readonly createdAt: number;
  readonly messages: readonly { readonly role: "user" | "assistant"; readonly text: string }[];
};

/** How the zip is made; the content does not depend on it. */
export type ZipStyle = { readonly userId: string; readonly level?: 0 | 1 | 9; readonly day?: number };

/** Packs talks as a classic export. */
export function writeExport(talks: readonly Talk[], { userId, level = 1, day = 1 }: ZipStyle): Uint8Array<ArrayBuffer> {
  const files = {
    "user.json": pythonJson({ id: userId, email: "synthetic@example.com", chatgpt_plus_user: true }),
    "conversations.json": pythonJson(talks.map(toJson)),
  };
  const entries: Zippable = {};
  for (const [name, text] of Object.entries(files)) {
    entries[name] = [new TextEncoder().encode(text), { level, mtime: new Date(2026, 0, day, 12) }];
  }
  return new Uint8Array(zipSync(entries));
}

/** What the Privacy Portal sends: a zip with the export inside. */
export function wrapForPortal(zip: Uint8Array): Uint8Array<ArrayBuffer> {
  const mtime = new Date(2026, 0, 1, 12);
  return new Uint8Array(zipSync({ "User Online Activity/Conversations__1.zip": [zip, { level: 0, mtime }] }));
}

function toJson({ id, createdAt, messages }: Talk): PythonValue {
  const random = new SeededRandom(createdAt, id);
  const tree = new MessageTreeWriter({ isSlim: false, random, locale: "en-GB" });
  tree.addOpening(false);
  messages.forEach(({ role, text }, i) => {
    if (role === "user") tree.addUser(text, createdAt + 20 * i);
    else tree.addAnswer(text, "gpt-4o", createdAt + 20 * i);
  });
  const time = new PythonFloat(createdAt, 0);
  return { id, conversation_id: id, title: "", create_time: time, current_node: tree.head, mapping: tree.mapping() };
}
