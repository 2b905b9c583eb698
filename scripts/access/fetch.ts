import { setTimeout } from "node:timers/promises";
import { SingleBar } from "cli-progress";
import { fetchGrant } from "../../src/access/fetch-grant.ts";
import { createPostDocument } from "../../src/access/post-document.ts";
import { readIdentityFile } from "../../src/access/read-identity-file.ts";
import { signKeyRequest } from "../../src/chain/key-request.ts";
import { collectiveDomain } from "../../src/chain/typed-data.ts";
import { toAddress } from "../../src/primitives/identifiers.ts";
import { openAccount } from "../open-deployment.ts";
import { runAction, type CommonArguments } from "../run-action.ts";
import { openStore } from "../rewards/submit-options.ts";
import { describeFetch } from "./describe-fetch.ts";
import { readGrantNumber } from "./grant-number.ts";

type Arguments = CommonArguments & { id: string; out: string; identity: string; store: string; account: number };

/** Longer than a key service waits for its receipt. */
const PATIENCE_MS = 150_000;

/** `access fetch <id>`: asks validators for keys, and decrypts what is in the scope of a grant into a folder. */
export default runAction(async ({ id, out, identity, store, account }: Arguments, hre) => {
  const grantId = readGrantNumber(id);
  const key = await readIdentityFile(identity);
  const blobs = await openStore(store);
  const { collective, record, signer } = await openAccount(hre, account);
  const domain = collectiveDomain(record.chainId, record.contracts.access);
  const bar = process.stderr.isTTY
    ? new SingleBar({ format: "fetching {bar} {value} of {total}", clearOnComplete: true })
    : undefined;
  bar?.start(1, 0);
  try {
    const manifest = await fetchGrant({
      collective,
      record,
      grantId,
      signer: toAddress(signer.address),
      identity: key,
      blobs,
      out,
      ask: {
        sign: (request) => signKeyRequest(signer, domain, request),
        post: createPostDocument({ silenceMs: PATIENCE_MS }),
        sleep: (seconds) => setTimeout(seconds * 1_000),
      },
      onProgress: ({ settled, total }) => {
        bar?.setTotal(total);
        bar?.update(settled);
      },
    });
    return describeFetch(manifest, out);
  } finally {
    // It hides the cursor while it runs.
    bar?.stop();
  }
});
