import { PythonFloat, type PythonValue } from "./python-json.ts";
import type { SeededRandom } from "./seeded-random.ts";

/** How nodes are written. */
export type TreeStyle = {
  /** 2026 form: no `children`, messages of five keys. */
  readonly isSlim: boolean;
  readonly random: SeededRandom;
  /** `message_locale` of the person's messages. */
  readonly locale: string;
};

type MessageParts = {
  readonly role: "system" | "user" | "assistant";
  readonly content: PythonValue;
  /** Unix seconds. */
  readonly at: number | null;
  readonly metadata: Readonly<Record<string, PythonValue>>;
  readonly weight?: number;
};

type Node = { readonly id: string; readonly parent: string | null; readonly message: PythonValue; children: string[] };

/** Builds the `mapping` of one conversation node by node; each new node hangs below `head` and becomes it. */
export class MessageTreeWriter {
  /** The node the next one will follow; at the end the conversation's `current_node`. */
  head = "";
  readonly #style: TreeStyle;
  readonly #nodes = new Map<string, Node>();

  constructor(style: TreeStyle) {
    this.#style = style;
  }

  /** The nodes before the first question: a root without message, a hidden system turn, perhaps custom instructions. */
  addOpening(hasCustomInstructions: boolean): void {
    const { random } = this.#style;
    this.#append(random.chance(500) ? "client-created-root" : random.uuid(), null);
    const metadata = { is_visually_hidden_from_conversation: true };
    this.#add({ role: "system", content: text(""), at: null, metadata, weight: 0 });
    if (!hasCustomInstructions) return;
    const content = { content_type: "user_editable_context", user_profile: "", user_instructions: "Be brief." };
    this.#add({ role: "user", content, at: null, metadata: { ...metadata, is_user_system_message: true }, weight: 0 });
  }

  /** A question. */
  addUser(words: string, at: number): void {
    const { random, locale } = this.#style;
    const fat = { request_id: random.uuid(), timestamp_: "absolute", message_type: null, message_locale: locale };
    this.#add({ role: "user", content: text(words), at, metadata: this.#style.isSlim ? {} : fat });
  }

  /** A thought with its recap, as reasoning models leave them. */
  addReasoning(words: string, model: string, at: number): void {
    const thought = { summary: words.slice(0, 20), content: words, chunks: [], finished: true };
    const content = {
      content_type: "thoughts",
      thoughts: [thought],
      source_analysis_msg_id: this.#style.random.uuid(),
    };
    this.#add({ role: "assistant", content, at, metadata: { model_slug: model } });
    const recap = {
      content_type: "reasoning_recap",
      content: `Thought for ${2 + this.#style.random.below(40)} seconds`,
    };
    this.#add({ role: "assistant", content: recap, at: at + 1, metadata: { model_slug: model } });
  }

  /** An answer. */
  addAnswer(words: string, model: string, at: number): void {
    const fat = {
      message_type: null,
      model_slug: model,
      default_model_slug: model,
      parent_id: this.head,
      finish_details: { type: "stop", stop_tokens: [200_002] },
      is_complete: true,
      citations: [],
      content_references: [],
      timestamp_: "absolute",
    };
    const slim = { content_references: [], model_slug: model, parent_id: this.head };
    this.#add({ role: "assistant", content: text(words), at, metadata: this.#style.isSlim ? slim : fat });
  }

  /** The finished `mapping`. */
  mapping(): PythonValue {
    const entries = [...this.#nodes.values()].map(({ id, message, parent, children }): [string, PythonValue] => [
      id,
      this.#style.isSlim ? { id, message, parent } : { id, message, parent, children },
    ]);
    return Object.fromEntries(entries);
  }

  #add(parts: MessageParts): void {
    const id = this.#style.random.uuid();
    this.#append(id, this.#style.isSlim ? this.#slimMessage(id, parts) : this.#fatMessage(id, parts));
  }

  #append(id: string, message: PythonValue): void {
    const parent = this.head === "" ? null : this.head;
    this.#nodes.get(this.head)?.children.push(id);
    this.#nodes.set(id, { id, message, parent, children: [] });
    this.head = id;
  }

  #fatMessage(id: string, { role, content, at, metadata, weight }: MessageParts): PythonValue {
    return {
      id,
      author: { role, name: null, metadata: {} },
      create_time: this.#time(at),
      update_time: null,
      content,
      status: "finished_successfully",
      end_turn: role === "assistant" ? true : null,
      weight: new PythonFloat(weight ?? 1),
      metadata,
      recipient: "all",
      channel: null,
    };
  }

  #slimMessage(id: string, { role, content, at, metadata }: MessageParts): PythonValue {
    return { author: { role, name: null }, content, create_time: this.#time(at), id, metadata };
  }

  #time(at: number | null): PythonValue {
    return at === null ? null : new PythonFloat(at, this.#style.random.below(1_000_000));
  }
}

function text(words: string): PythonValue {
  return { content_type: "text", parts: [words] };
}
