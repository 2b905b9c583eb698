import { InvalidInputError } from "../../src/primitives/errors.ts";
import { isAddress } from "../../src/storage/bundle-source.ts";

/**
 * The folder that receives a validator's own bundle: `out`, or else the folder that the others are in.
 *
 * @throws {InvalidInputError} `SCRIPT_USAGE` when the others are at an address and `out` is not given.
 */
export function publishingFolder({ from, out }: { from: string; out: string }): string {
  if (out === "" && isAddress(from)) {
    throw new InvalidInputError("SCRIPT_USAGE", "Expected --out, since --from is not a folder.", {
      hint: "Name the folder that receives the bundle, epochs/<epoch>/….",
    });
  }
  return out === "" ? from : out;
}
