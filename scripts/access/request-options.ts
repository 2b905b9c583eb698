import { extname } from "node:path";
import { z } from "zod";
import { account, ageRecipient, amount, duration } from "../../deploy/config/fields.ts";
import { showValue } from "../../deploy/config/show-value.ts";
import type { ToolChoice } from "../../src/access/choose-tool.ts";
import type { GrantRequest } from "../../src/access/draft-grant.ts";
import type { Attachment } from "../../src/governance/save-proposal.ts";
import { InvalidInputError } from "../../src/primitives/errors.ts";
import { sha256Hex } from "../../src/primitives/hash.ts";
import { toHex32, type Hex32 } from "../../src/primitives/identifiers.ts";
import { openLocalFile } from "../../src/storage/open-local-file.ts";

/** What `access request` was told, as it was typed; "" for what was not. */
export type RequestArguments = Readonly<
  Record<
    | "grantee"
    | "key"
    | "purpose"
    | "tool"
    | "toolUri"
    | "toolCodeHash"
    | "toolPurposes"
    | "duration"
    | "price"
    | "policy"
    | "title",
    string
  >
>;

/** What a data user asks for, and the conditions that it accepts, as voters will read them. */
export type RequestOptions = {
  readonly title: string;
  readonly request: GrantRequest;
  readonly policy: Attachment;
};

const YEAR = 365 * 86_400;
/** Conditions that people are to read. */
const LONGEST_POLICY = 1024 * 1024;

const text = z.string({ required_error: "expected a text, got nothing" }).trim().max(200);
const fields = z.object({
  title: text.default("Grant access to the dataset"),
  grantee: account(),
  key: ageRecipient(),
  purpose: text,
  tool: text,
  duration: duration([1, YEAR]),
  price: amount([0n, 10n ** 26n]),
  policy: text,
});

/**
 * Reads what `access request` was told, and the file with the conditions.
 *
 * @throws {InvalidInputError} `SCRIPT_USAGE` with every option that is wrong; `ACCESS_BAD_POLICY` for a file that is empty
 * or too long; and what {@link openLocalFile} throws.
 */
export async function readRequestOptions(given: RequestArguments): Promise<RequestOptions> {
  const stated = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ""));
  const { data, error } = fields.safeParse(stated);
  const problems = error?.issues.map(({ path, message }) => `--${path.join(".")}: ${message}`) ?? [];
  const { toolUri, toolCodeHash, toolPurposes } = given;
  const isNewTool = toolUri + toolCodeHash + toolPurposes !== "";
  const codeHash = isNewTool ? hashIn(toolCodeHash) : undefined;
  if (isNewTool && codeHash === undefined) {
    problems.push(`--tool-code-hash: expected 32 bytes (0x…), got ${showValue(toolCodeHash || undefined)}`);
  }
  if (data === undefined || problems.length > 0) throw usage(problems);
  const { title, grantee, key, purpose, tool: named, duration: durationSeconds, price, policy: file } = data;
  const tool: ToolChoice =
    codeHash === undefined
      ? { kind: "approved", named }
      : { kind: "new", name: named, uri: toolUri, codeHash, purposes: namesIn(toolPurposes) };
  const policy = await readPolicy(file);
  const policyHash = toHex32(sha256Hex(policy.bytes));
  return {
    title,
    policy,
    request: { grantee, granteeKey: key, purpose, tool, durationSeconds, priceWei: price, policyHash },
  };
}

async function readPolicy(file: string): Promise<Attachment> {
  const blob = await openLocalFile(file);
  if (blob.size === 0 || blob.size > LONGEST_POLICY) {
    throw new InvalidInputError("ACCESS_BAD_POLICY", `Expected conditions of 1 to ${LONGEST_POLICY} bytes.`, {
      context: { size: blob.size },
      hint: "Put into one file what the data user may do with the data, for how long, and when it deletes it.",
    });
  }
  const extension = /^\.[a-z0-9]{1,5}$/.exec(extname(file).toLowerCase())?.[0] ?? "";
  return { name: `policy${extension}`, bytes: new Uint8Array(await blob.arrayBuffer()) };
}

function hashIn(value: string): Hex32 | undefined {
  return /^0x[0-9a-fA-F]{64}$/.test(value) ? toHex32(value) : undefined;
}

function namesIn(list: string): string[] {
  return list
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
}

function usage(problems: readonly string[]): InvalidInputError {
  return new InvalidInputError(
    "SCRIPT_USAGE",
    `${problems.length} ${problems.length === 1 ? "option is" : "options are"} wrong:` +
      problems.map((problem) => `\n  ${problem}`).join(""),
    { hint: "docs/access.md explains each of them." },
  );
}
