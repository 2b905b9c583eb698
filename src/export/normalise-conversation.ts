import { defaultLimits } from "./archive-limits.ts";
import { tallyUnknownKeys } from "./known-keys.ts";
import { createDrift, type Drift } from "./name-tally.ts";
import { buildMessageTree, type TreeNode } from "./message-tree.ts";
import { readContent } from "./message-text.ts";
import { isRecord, property, slugOrNull, stringOrNull, type RawRecord } from "./raw-json.ts";
import { parseSeconds, parseTime } from "./timestamp.ts";
import type { Conversation, Message, Role } from "./conversation.ts";

/** What was put right silently: each is counted in the report and none is an error. */
export type Repair =
  | "CYCLE_CUT"
  | "PARENT_UNKNOWN"
  | "CURRENT_NODE_UNKNOWN"
  | "CONVERSATION_ID_MISSING"
  | "NODE_NOT_AN_OBJECT"
  | "ROLE_UNKNOWN";

/** What was noticed while reading one conversation. */
export type ConversationNotes = Drift & {
  readonly repairs: Readonly<Partial<Record<Repair, number>>>;
  /** Whether any node has `children`, which exports since mid-2026 lack; null without nodes. */
  readonly hasChildren: boolean | null;
};

/** A conversation with its notes, or the reason why the element is none. */
export type NormalisedConversation =
  | { readonly kind: "conversation"; readonly conversation: Conversation; readonly notes: ConversationNotes }
  | { readonly kind: "skipped"; readonly reason: MappingProblem };

type MappingProblem = "NOT_AN_OBJECT" | "NO_MAPPING" | "TOO_MANY_NODES";

type Draft = { readonly node: TreeNode; readonly message: Omit<Message, "id" | "parentId"> | null };
type Counters = { roleUnknown: number; badNodes: number; readonly drift: Drift };

const roles: ReadonlySet<unknown> = new Set<Role>(["user", "assistant", "system", "tool"]);
const neverShown: ReadonlySet<string> = new Set([
  "none",
  "thoughts",
  "reasoning_recap",
  "user_editable_context",
  "model_editable_context",
]);

/**
 * Turns one element of an export, of any era since 2023, into a {@link Conversation}.
 *
 * Only `mapping` and `parent` are required; everything else may be absent, null or of another type. `position` is the
 * element's place in the export and names a conversation without id; of more than `maxNodes` nodes none is read.
 */
export function normaliseConversation(
  raw: unknown,
  position: number,
  maxNodes = defaultLimits.conversationNodes,
): NormalisedConversation {
  const mapping = readMapping(raw, maxNodes);
  if (typeof mapping === "string") return { kind: "skipped", reason: mapping };
  const counters = { roleUnknown: 0, badNodes: 0, drift: createDrift() };
  if (isRecord(raw)) tallyUnknownKeys("conversation", raw, counters.drift.unknownKeys);
  const drafts = readNodes(mapping, counters);
  const nodes = drafts.map((draft) => draft.node);
  const tree = buildMessageTree(nodes, stringOrNull(property(raw, "current_node")));
  const messages = drafts.flatMap(({ node, message }, index) => {
    const parent = nodes[tree.messageParents[index] ?? -1];
    return message === null ? [] : [{ id: node.id, parentId: parent?.id ?? null, ...message }];
  });
  const id = slugOrNull(property(raw, "conversation_id")) ?? slugOrNull(property(raw, "id"));
  return {
    kind: "conversation",
    conversation: {
      id: id ?? `unnamed-${position}`,
      title: stringOrNull(property(raw, "title")),
      createdAt: parseSeconds(property(raw, "create_time")),
      updatedAt: parseSeconds(property(raw, "update_time")),
      messages,
      visible: tree.thread.flatMap((index) => visibleId(drafts[index])),
      models: [...new Set(messages.flatMap((message) => message.model ?? []))],
      gizmoId: slugOrNull(property(raw, "gizmo_id")),
    },
    notes: {
      repairs: {
        CYCLE_CUT: tree.cutCycles,
        PARENT_UNKNOWN: tree.danglingParents,
        CURRENT_NODE_UNKNOWN: tree.hasCurrent || nodes.length === 0 ? 0 : 1,
        CONVERSATION_ID_MISSING: id === null ? 1 : 0,
        NODE_NOT_AN_OBJECT: counters.badNodes,
        ROLE_UNKNOWN: counters.roleUnknown,
      },
      ...counters.drift,
      hasChildren: nodes.length === 0 ? null : hasChildren(mapping),
    },
  };
}

/**
 * Whether ChatGPT keeps a message from the person's eyes: system and tool turns, marked ones, what is addressed to a
 * tool, reasoning, custom instructions and memory, and turns of nothing but empty text.
 *
 * Exports since mid-2026 name no recipient: there, code by the assistant is taken for a call to a tool.
 */
export function isHidden(raw: RawRecord, role: Role, contentType: string, text: string): boolean {
  const metadata = property(raw, "metadata");
  const isMarked =
    property(metadata, "is_visually_hidden_from_conversation") === true ||
    property(metadata, "is_user_system_message") === true;
  const isEmpty = neverShown.has(contentType) || (contentType === "text" && text === "");
  return role === "system" || role === "tool" || isMarked || isEmpty || isToolCall(raw, role, contentType);
}

function isToolCall(raw: RawRecord, role: Role, contentType: string): boolean {
  const recipient = property(raw, "recipient");
  if (typeof recipient === "string") return recipient !== "all";
  return role === "assistant" && contentType === "code";
}

function readMapping(raw: unknown, maxNodes: number): RawRecord | MappingProblem {
  if (!isRecord(raw)) return "NOT_AN_OBJECT";
  const mapping = property(raw, "mapping");
  if (!isRecord(mapping)) return "NO_MAPPING";
  return Object.keys(mapping).length > maxNodes ? "TOO_MANY_NODES" : mapping;
}

function hasChildren(mapping: RawRecord): boolean {
  return Object.values(mapping).some((node) => property(node, "children") !== undefined);
}

function readNodes(mapping: RawRecord, counters: Counters): Draft[] {
  const drafts: Draft[] = [];
  for (const [key, node] of Object.entries(mapping)) {
    if (!isRecord(node)) {
      counters.badNodes += 1;
      continue;
    }
    tallyUnknownKeys("node", node, counters.drift.unknownKeys);
    const raw = property(node, "message");
    const message = isRecord(raw) ? { time: parseTime(property(raw, "create_time")) } : null;
    drafts.push({
      node: { id: key.toWellFormed(), parentId: stringOrNull(property(node, "parent")), message },
      message: isRecord(raw) ? readMessage(raw, counters) : null,
    });
  }
  return drafts;
}

function readMessage(raw: RawRecord, counters: Counters): Omit<Message, "id" | "parentId"> {
  const role = readRole(raw, counters);
  const { contentType, text } = readContent(property(raw, "content"), counters.drift);
  const metadata = property(raw, "metadata");
  tallyUnknownKeys("message", raw, counters.drift.unknownKeys);
  if (isRecord(metadata)) tallyUnknownKeys("metadata", metadata, counters.drift.unknownKeys);
  return {
    role,
    createdAt: parseSeconds(property(raw, "create_time")),
    text,
    contentType,
    hidden: isHidden(raw, role, contentType, text),
    model: role === "assistant" ? slugOrNull(property(metadata, "model_slug")) : null,
    locale: slugOrNull(property(metadata, "message_locale")),
  };
}

function readRole(raw: RawRecord, counters: Counters): Role {
  const author = property(raw, "author");
  if (isRecord(author)) tallyUnknownKeys("author", author, counters.drift.unknownKeys);
  const role = property(author, "role");
  if (roles.has(role)) return role as Role;
  counters.roleUnknown += 1;
  if (typeof role === "string") counters.drift.unknownValues.add(`role.${role}`);
  return "tool";
}

function visibleId(draft: Draft | undefined): string[] {
  return draft?.message == null || draft.message.hidden ? [] : [draft.node.id];
}
