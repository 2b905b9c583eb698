import { randomBytes } from "node:crypto";
import type { Signer } from "ethers";
import type { KeyQuery } from "../../src/access/key-protocol.ts";
import { signKeyRequest } from "../../src/chain/key-request.ts";
import type { Access } from "../../src/chain/read-receipts.ts";
import { collectiveDomain } from "../../src/chain/typed-data.ts";
import type { Hex32 } from "../../src/primitives/identifiers.ts";
import type { KeyService } from "../../src/validator/key-service/key-service.ts";
import { keyServerLimits, startKeyServer, type KeyServer } from "../../src/validator/key-service/key-server.ts";
import {
  keyServiceLimits,
  openKeyService,
  type KeyServiceLimits,
} from "../../src/validator/key-service/open-key-service.ts";
import { collectiveWithAccess } from "./collective-with-access.ts";

/** What a test may want otherwise about a signed request. */
export type Otherwise = {
  readonly signer?: Signer;
  readonly chainId?: number;
  readonly challenge?: Hex32;
  readonly deadline?: number;
};

/** A collective with access, and a validator that serves keys. */
export async function keysServed(limits: Partial<KeyServiceLimits> = {}) {
  const base = await collectiveWithAccess();
  const { as, record, validators, grantee, blobs } = base;
  const clock = { now: 1_900_000_000 };

  const openService = (
    index = 0,
    store: Pick<typeof blobs, "get"> = blobs,
    chain: { readonly finality?: number } = {},
  ): Promise<KeyService> => {
    const { account, identity, address } = validators[index]!;
    return openKeyService(
      {
        collective: as(account),
        record: { ...record, ...chain },
        validator: address,
        identities: [identity],
        blobs: store,
        now: () => clock.now,
        randomBytes,
      },
      { ...keyServiceLimits, receiptPatienceMs: 5_000, ...limits },
    );
  };

  /** A request for keys of `service`, signed by the grantee unless otherwise. */
  const signed = async (
    service: KeyService,
    grantId: number,
    accesses: readonly Access[],
    otherwise: Otherwise = {},
  ): Promise<KeyQuery> => {
    const challenge = otherwise.challenge ?? service.issueChallenge().challenge;
    const deadline = otherwise.deadline ?? clock.now + 60;
    const request = { grantId, validator: validators[0]!.address, challenge, accesses, deadline };
    const domain = collectiveDomain(otherwise.chainId ?? record.chainId, record.contracts.access);
    return {
      grantId,
      accesses,
      challenge,
      deadline,
      signature: await signKeyRequest(otherwise.signer ?? grantee, domain, request),
    };
  };

  return {
    ...base,
    /** The clock of every service. */
    clock,
    service: await openService(),
    openService,
    signed,

    /** Serves the keys of a validator on a port of its own. */
    serve: async (service: KeyService, index = 0, overrides = {}): Promise<KeyServer & { readonly url: string }> => {
      const server = await startKeyServer({
        service,
        about: {
          chainId: record.chainId,
          access: record.contracts.access,
          validator: validators[index]!.address,
        },
        listen: { host: "127.0.0.1", port: 0 },
        names: ["127.0.0.1"],
        behindProxy: false,
        limits: keyServerLimits,
        log: () => undefined,
        ...overrides,
      });
      return { ...server, url: `http://127.0.0.1:${server.port}` };
    },
  };
}
