import { expect } from "chai";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readRequestOptions, type RequestArguments } from "../../../scripts/access/request-options.ts";
import { rejectedCode, rejection } from "../../helpers/rejected-code.ts";

const policy = join(mkdtempSync(join(tmpdir(), "policy-")), "Conditions.MD");
writeFileSync(policy, "abc");
const typed: RequestArguments = {
  grantee: "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
  key: "age1ymgjy7auf2gy6ylzzsjnhs2vl9zxu85dcapy83ds3vm588qvpp9qclaaw9",
  purpose: "research",
  tool: "Survey",
  toolUri: "",
  toolCodeHash: "",
  toolPurposes: "",
  duration: "90 days",
  price: "1000.5 GPT",
  policy,
  title: "",
};
const nothing = Object.fromEntries(Object.keys(typed).map((name) => [name, ""])) as RequestArguments;

describe("readRequestOptions", () => {
  it("reads what is asked for, and hashes the conditions", async () => {
    expect(await readRequestOptions(typed)).to.deep.equal({
      title: "Grant access to the dataset",
      policy: { name: "policy.md", bytes: new TextEncoder().encode("abc") },
      request: {
        grantee: "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
        granteeKey: typed.key,
        purpose: "research",
        tool: { kind: "approved", named: "Survey" },
        durationSeconds: 90 * 86_400,
        priceWei: 1_000_500_000_000_000_000_000n,
        policyHash: "0xba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
      },
    });
  });

  it("reads a tool that is to be approved in the same proposal", async () => {
    const toolCodeHash = `0x${"AB".repeat(32)}`;
    const { request } = await readRequestOptions({
      ...typed,
      toolUri: "https://tool.example",
      toolCodeHash,
      toolPurposes: "research, evaluation",
    });

    expect(request.tool).to.deep.equal({
      kind: "new",
      name: "Survey",
      uri: "https://tool.example",
      codeHash: toolCodeHash.toLowerCase(),
      purposes: ["research", "evaluation"],
    });
  });

  it("says of every option at once what was expected and what came", async () => {
    const { code, message } = await rejection(() =>
      readRequestOptions({ ...nothing, duration: "90d", price: "-1 GPT" }),
    );

    expect(code).to.equal("SCRIPT_USAGE");
    for (const option of ["grantee", "key", "purpose", "tool", "duration", "price", "policy"]) {
      expect(message).to.include(`--${option}: expected `);
    }
  });

  it("refuses a mistyped account and key by their checksums, and T69: never repeats a secret", async () => {
    const secret = "AGE-SECRET-KEY-1QQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQ";
    const wrong: Partial<RequestArguments>[] = [
      { grantee: typed.grantee.replace("C8", "c8") },
      { grantee: "0x0000000000000000000000000000000000000000" },
      { key: typed.key.replace("ymg", "ymq") },
      { key: secret },
      { toolUri: "https://tool.example", toolCodeHash: "0x12" },
    ];
    for (const changed of wrong) {
      const { code, message } = await rejection(() => readRequestOptions({ ...typed, ...changed }));
      expect([code, message.includes("SECRET")]).to.deep.equal(["SCRIPT_USAGE", false]);
    }
  });

  it("needs conditions that say something", async () => {
    const empty = `${policy}.empty`;
    writeFileSync(empty, "");
    const long = `${policy}.long`;
    writeFileSync(long, Buffer.alloc(1024 * 1024 + 1));

    expect(await rejectedCode(() => readRequestOptions({ ...typed, policy: empty }))).to.equal("ACCESS_BAD_POLICY");
    expect(await rejectedCode(() => readRequestOptions({ ...typed, policy: long }))).to.equal("ACCESS_BAD_POLICY");
    expect(await rejectedCode(() => readRequestOptions({ ...typed, policy: `${policy}.no` }))).to.equal(
      "STORAGE_FILE_NOT_FOUND",
    );
  });
});
