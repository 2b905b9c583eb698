import { readFileSync } from "node:fs";
import { artifactNames, byContract, type ContractName } from "../../chain/deployment-record.ts";
import { parseLayout, type Variable } from "./storage-layout.ts";

/** Where the variables of each contract lie. `npm run check` compares the file that this reads with the compiler's answer. */
export function readLayouts(): Readonly<Record<ContractName, readonly Variable[]>> {
  const json = readFileSync(new URL("storage-layouts.json", import.meta.url), "utf8");
  const lines = JSON.parse(json) as Readonly<Record<string, readonly string[]>>;
  return byContract((name) => parseLayout(lines[artifactNames[name]] ?? []));
}
