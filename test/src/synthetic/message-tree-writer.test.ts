import { expect } from "chai";
import { MessageTreeWriter } from "../../../src/synthetic/message-tree-writer.ts";
import { pythonJson } from "../../../src/synthetic/python-json.ts";
import { SeededRandom } from "../../../src/synthetic/seeded-random.ts";

type Node = { id: string; parent: string | null; children?: string[]; message: Record<string, unknown> | null };

function build(isSlim: boolean): Node[] {
  const tree = new MessageTreeWriter({ isSlim, random: new SeededRandom(1, "tree"), locale: "en-GB" });
  tree.addOpening(true);
  tree.addUser("Question", 1000);
  tree.addReasoning("Thinking about it", "o3", 1001);
  tree.addAnswer("Answer", "o3", 1002);
  return Object.values(JSON.parse(pythonJson(tree.mapping())) as Record<string, Node>);
}

describe("message tree writer", () => {
  it("chains root, system, instructions, question, thoughts, recap and answer", () => {
    const nodes = build(false);
    expect(nodes.map(({ parent }) => parent)).to.deep.equal([null, ...nodes.slice(0, -1).map(({ id }) => id)]);
    expect(
      nodes.map(({ message }) => (message?.content as { content_type: string } | undefined)?.content_type),
    ).to.deep.equal([undefined, "text", "user_editable_context", "text", "thoughts", "reasoning_recap", "text"]);
  });

  it("writes the full message of the classic form", () => {
    const nodes = build(false);
    expect(nodes[0]).to.have.all.keys("id", "message", "parent", "children");
    expect(nodes[3]!.message).to.have.all.keys("id", "author", "create_time", "update_time", "content", "status", "end_turn",
      "weight", "metadata", "recipient", "channel"); // prettier-ignore
  });

  it("writes five keys and no children in the slim form", () => {
    const nodes = build(true);
    expect(nodes[0]).to.have.all.keys("id", "message", "parent");
    expect(nodes[3]!.message).to.have.all.keys("author", "content", "create_time", "id", "metadata");
  });
});
