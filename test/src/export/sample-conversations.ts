/** A conversation of one question and one answer in the 2025 form, with `changes` laid over it. */
export function sampleConversation(id: string, changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    title: id,
    create_time: 1750000000.25,
    update_time: 1750000600.0,
    mapping: {
      [`${id}-root`]: { id: `${id}-root`, message: null, parent: null, children: [`${id}-system`] },
      [`${id}-system`]: node(`${id}-system`, `${id}-root`, "system", "", {
        metadata: { is_visually_hidden_from_conversation: true },
      }),
      [`${id}-user`]: node(`${id}-user`, `${id}-system`, "user", "How do tides work?", { create_time: 1750000000.5 }),
      [`${id}-answer`]: node(`${id}-answer`, `${id}-user`, "assistant", "By the moon.", {
        create_time: 1750000004.5,
        metadata: { model_slug: "gpt-4o" },
      }),
    },
    current_node: `${id}-answer`,
    conversation_id: id,
    id,
    ...changes,
  };
}

/** A node of `mapping` in the 2025 form; `changes` go into its message. */
export function node(
  id: string,
  parent: string | null,
  role: string,
  text: string,
  changes: Record<string, unknown> = {},
): Record<string, unknown> {
  const message = {
    id,
    author: { role, name: null, metadata: {} },
    create_time: null,
    content: { content_type: "text", parts: [text] },
    status: "finished_successfully",
    weight: 1,
    metadata: {},
    recipient: "all",
    ...changes,
  };
  return { id, message, parent, children: [] };
}

/** The irregular elements seen in real exports, with how many messages a person sees in each; null when it is none. */
export function quirkyElements(): { name: string; element: unknown; visible: number | null }[] {
  const chain = Array.from({ length: 3000 }, (_, index): [string, unknown] => [
    `n${index}x`,
    node(`n${index}x`, index === 0 ? null : `n${index - 1}x`, index % 2 === 0 ? "user" : "assistant", `turn ${index}`),
  ]);
  const fan = Array.from({ length: 20 }, (_, index): [string, unknown] => [
    `answer${index}`,
    node(`answer${index}`, "question", "assistant", `answer ${index}`, { create_time: 1750000000 + index }),
  ]);
  const withNode = (id: string, key: string, value: unknown): unknown => {
    const sample = sampleConversation(id);
    return { ...sample, mapping: { ...(sample.mapping as object), [key]: value } };
  };
  const answer = (id: string, changes: Record<string, unknown>): unknown =>
    withNode(id, `${id}-answer`, node(`${id}-answer`, `${id}-user`, "assistant", "Yes.", changes));
  const timeless = sampleConversation("timeless", { create_time: null, update_time: null });
  return [
    { name: "no mapping", element: sampleConversation("no-mapping", { mapping: undefined }), visible: null },
    { name: "empty mapping", element: sampleConversation("empty-mapping", { mapping: {} }), visible: 0 },
    { name: "current_node unknown", element: sampleConversation("lost", { current_node: "nowhere" }), visible: 2 },
    { name: "current_node null", element: sampleConversation("null", { current_node: null }), visible: 2 },
    { name: "cycle", element: withNode("cycle", "cycle-root", { message: null, parent: "cycle-answer" }), visible: 2 },
    {
      name: "dangling parent",
      element: withNode("dangling", "dangling-answer", node("dangling-answer", "gone", "assistant", "Alone.")),
      visible: 1,
    },
    { name: "two roots", element: withNode("roots", "second", { message: null, parent: null }), visible: 2 },
    { name: "all times null", element: timeless, visible: 2 },
    { name: "ISO times", element: sampleConversation("iso", { create_time: "2025-06-15T15:06:48.000Z" }), visible: 2 },
    { name: "metadata null", element: answer("null-metadata", { metadata: null }), visible: 2 },
    { name: "metadata absent", element: answer("no-metadata", { metadata: undefined }), visible: 2 },
    { name: "content null", element: answer("no-content", { content: null }), visible: 1 },
    {
      name: "lone surrogate and NUL",
      element: answer("surrogate", { content: { content_type: "text", parts: ["cut \ud83d\u0000"] } }),
      visible: 2,
    },
    {
      name: "__proto__ as a node",
      element: JSON.parse(
        JSON.stringify(withNode("proto", "PROTO", { message: null, parent: null })).replace("PROTO", "__proto__"),
      ),
      visible: 2,
    },
    {
      name: "brackets in strings",
      element: answer("brackets", { content: { content_type: "text", parts: ['}]{["\\"}]'] } }),
      visible: 2,
    },
    {
      name: "3,000 deep",
      element: sampleConversation("deep", { mapping: Object.fromEntries(chain), current_node: "n2999x" }),
      visible: 3000,
    },
    {
      name: "20 answers",
      element: sampleConversation("fan", {
        mapping: { question: node("question", null, "user", "twenty answers"), ...Object.fromEntries(fan) },
        current_node: null,
      }),
      visible: 2,
    },
    { name: "duplicate id, first", element: sampleConversation("twin"), visible: 2 },
    { name: "duplicate id, second", element: sampleConversation("twin"), visible: null },
    { name: "343,000 characters", element: answer("huge", { content: { parts: ["x".repeat(343_000)] } }), visible: 2 },
    {
      name: "unknown content type",
      element: answer("future", { content: { content_type: "a_type_from_the_future", text: "kept" } }),
      visible: 2,
    },
    { name: "null element", element: null, visible: null },
    { name: "number element", element: 7, visible: null },
    { name: "string element", element: "string", visible: null },
    { name: "list element", element: [], visible: null },
  ];
}
