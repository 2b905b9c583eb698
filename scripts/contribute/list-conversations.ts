import type { OriginalConversation } from "../../src/export/read-archive.ts";
import { isoDay } from "../../src/primitives/calendar.ts";
import type { Outcome } from "../run-action.ts";
import { readExport } from "./read-export.ts";
import { showSafely } from "./sharing-words.ts";

/** Lists the conversations of an export by the places and ids that a plan names them by; titles only if asked for. */
export async function listConversations(file: string, showsTitles: boolean): Promise<Outcome> {
  return readExport(file, async (archive) => {
    const document: Record<string, unknown>[] = [];
    const lines: string[] = [];
    for await (const original of archive.originals) {
      const facts = factsOf(original);
      document.push(facts);
      const { place, id, day, messages, models, archived } = facts;
      const title = showsTitles ? `  ${showSafely(original.conversation.title ?? "")}` : "";
      const rest = `${day ?? "no date   "}  ${String(messages).padStart(5)} messages  ${models.join(", ")}`;
      lines.push(`${String(place).padStart(6)}  ${id}  ${rest}${archived ? "  archived" : ""}${title}`);
    }
    return { lines, document };
  });
}

function factsOf({ conversation, position, isArchived }: OriginalConversation) {
  const { id, createdAt, messages, models } = conversation;
  return {
    place: position + 1,
    id: showSafely(id),
    day: createdAt === null ? null : isoDay(createdAt),
    messages: messages.length,
    models: models.map(showSafely),
    archived: isArchived,
  };
}
