import { existsSync, openAsBlob, readdirSync } from "node:fs";
import type { AccountMetadata } from "../../../src/export/account-metadata.ts";
import type { Conversation } from "../../../src/export/conversation.ts";
import { readArchive } from "../../../src/export/read-archive.ts";

const published = new URL("../../../../shared/fixtures/real/", import.meta.url);

export type WholeExport = { readonly conversations: readonly Conversation[]; readonly account: AccountMetadata };

/** All of an export at once, which production code never holds. */
export async function readWhole(source: Blob): Promise<WholeExport> {
  const archive = await readArchive(source);
  const conversations: Conversation[] = [];
  for await (const conversation of archive.conversations) conversations.push(conversation);
  return { conversations, account: archive.account };
}

/** Genuine exports that their authors published; none where they are not at hand. */
export async function publishedExports(): Promise<WholeExport[]> {
  if (!existsSync(published)) return [];
  const names = readdirSync(published).filter((name) => /^0[1-6]-/.test(name));
  return Promise.all(names.map(async (name) => readWhole(await openAsBlob(new URL(name, published)))));
}
