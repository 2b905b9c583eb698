import { z } from "zod";
import { InvalidInputError } from "../../../src/primitives/errors.ts";
import { openLocalFile } from "../../../src/storage/open-local-file.ts";
import { hash } from "./template.ts";

const LONGEST_MANIFEST = 65_536;
const names = z.array(z.string().regex(/^[a-z0-9-]{1,64}$/)).min(1);
const paths = z.array(z.string().regex(/^[\w./-]{1,200}$/)).min(1);

/** What a tool is and from which source; docs/tools.md explains each field. */
export const toolManifest = z.strictObject({
  format: z.literal("tool-manifest-v1"),
  name: z.string().regex(/^[a-z0-9-]{1,40}$/),
  version: z.string().regex(/^\d{1,5}\.\d{1,5}\.\d{1,5}$/),
  purposes: names,
  dataScopes: names,
  entries: paths,
  files: paths,
  codeHash: hash,
});

/**
 * The fields of the template `approve-tool` that a manifest holds. The version is a part of the name, since another version
 * is another tool.
 *
 * @throws {InvalidInputError} `GOVERNANCE_BAD_MANIFEST`; and what {@link openLocalFile} throws.
 */
export async function readToolManifest(file: string): Promise<Record<"name" | "codeHash" | "purposes", string>> {
  const blob = await openLocalFile(file);
  const text = blob.size > LONGEST_MANIFEST ? "" : await blob.text();
  const { data, error } = toolManifest.safeParse(parse(text));
  if (data !== undefined) {
    const { name, version, codeHash, purposes } = data;
    return { name: `${name} ${version}`, codeHash, purposes: purposes.join(",") };
  }
  const [issue] = error.issues;
  throw new InvalidInputError(
    "GOVERNANCE_BAD_MANIFEST",
    `Expected a tool's manifest: ${issue?.path.join(".") ?? ""}: ${issue?.message ?? "unknown"}.`,
    { hint: "docs/tools.md shows one, and src/tools/manifests holds ours." },
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
