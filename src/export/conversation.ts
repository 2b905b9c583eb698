/** Who wrote a message. A role we do not know is read as `tool`, hidden, and counted. */
export type Role = "user" | "assistant" | "system" | "tool";

/** One node of a conversation's tree that carries a message. Text is well-formed Unicode. */
export type Message = {
  /** The node's key in `mapping`: unique within its conversation only. */
  readonly id: string;
  /** The nearest ancestor that carries a message; null at a root. Cycles in the file are cut, so this is a forest. */
  readonly parentId: string | null;
  readonly role: Role;
  /** Unix seconds, rounded down; null when the file has none. */
  readonly createdAt: number | null;
  /** Text parts joined by line feeds, citation marks stripped; empty for pictures, private context and the like. */
  readonly text: string;
  /** `content_type` of the file; `text` when the file has parts but no type, `none` without content. */
  readonly contentType: string;
  /** Whether ChatGPT does not show this message to the person (see `isHidden`). */
  readonly hidden: boolean;
  /** `model_slug`; assistants only. */
  readonly model: string | null;
  /** `message_locale`, such as `de-DE`. */
  readonly locale: string | null;
};

/** One conversation with all its branches. */
export type Conversation = {
  /** The file's id, or `unnamed-<n>` for the n-th element of the export (from 0) when it has none. */
  readonly id: string;
  readonly title: string | null;
  /** Unix seconds, rounded down; null when the file has none. */
  readonly createdAt: number | null;
  /** Unix seconds, rounded down; null when the file has none. */
  readonly updatedAt: number | null;
  /** Every node with a message exactly once, in the order of the file, hidden ones included. */
  readonly messages: readonly Message[];
  /** Ids of the messages a person sees on opening the conversation, root first, hidden ones left out. */
  readonly visible: readonly string[];
  /** Distinct models of its messages, in the order of first use. */
  readonly models: readonly string[];
  /** The custom GPT (`g-…`) or project (`g-p-…`) it belongs to. */
  readonly gizmoId: string | null;
};
