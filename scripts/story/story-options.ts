import { resolve } from "node:path";
import { parseArgs } from "node:util";

/** What the command line asked for. */
export type StoryOptions = {
  /** Archives of the first contributors, in this order; synthetic ones are made when there are none. */
  readonly files: readonly string[];
  readonly json: boolean;
  /** `default` is a chain inside this process; `localhost` a node that somebody else started. */
  readonly network: "default" | "localhost";
  /** Folder that receives blobs and epoch bundles. */
  readonly out: string;
  /** Also write each archive's key beside its blob, so that it can be opened with the stock `age` program. */
  readonly keys: boolean;
};

export const usage = `Usage: npm start [-- options] [export.zip …]

Plays two whole epochs of the collective on a development chain, with your ChatGPT exports
or, without any, with synthetic ones. Nothing leaves this machine.

Options
  --json              print one JSON document on stdout instead of the story
  --network <name>    default: a chain inside this process
                      localhost: a node at 127.0.0.1:8545 (or LOCALHOST_RPC_URL) that "npm run deploy -- --network localhost" deployed to
  --out <folder>      where blobs and epoch bundles go (.story)
  --keys              also write the unwrapped archive keys, to open a blob with the age program
  --help              print this text
`;

/** Reads the command line; a text instead of options is what is wrong with it (empty for a plain request for help). */
export function parseStoryOptions(args: readonly string[]): StoryOptions | { readonly problem: string } {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        json: { type: "boolean", default: false },
        network: { type: "string", default: "default" },
        out: { type: "string" },
        keys: { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    });
    if (values.help) return { problem: "" };
    if (values.network !== "default" && values.network !== "localhost") {
      return {
        problem: `Unknown network "${values.network}": the story moves the chain's clock, so it needs default or localhost.`,
      };
    }
    if (values.out === "") return { problem: "--out needs the name of a folder." };
    // npm runs scripts in the project's folder and says in INIT_CWD where the person is.
    const here = process.env.INIT_CWD ?? process.cwd();
    const files = positionals.map((path) => resolve(here, path));
    const out = values.out === undefined ? resolve(".story") : resolve(here, values.out);
    return { files, json: values.json, network: values.network, out, keys: values.keys };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}
