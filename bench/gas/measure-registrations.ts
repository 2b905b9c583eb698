import { id } from "ethers";
import { deployRegistry, FAR_FUTURE, signMessage } from "../../test/contracts/data-registry-fixture.ts";
import { accountNamed, deployRival, gasOf, type Stage } from "./stage.ts";

/** Gas of registering one archive. */
export type RegistrationFigures = {
  readonly call: string;
  readonly first: number;
  readonly later: number;
  readonly stores: string;
};

/** How the tables call each call. */
export const callNames = {
  vana: "Vana DataRegistry v1 addFileWithPermissions",
  contribute: "ours: contribute",
  contributeBySig: "ours: contributeBySig (a relayer pays)",
} as const;

/** The characters of the URL or URI. */
const URL_CHARACTERS = 64;

/** The characters of the encrypted key that Vana's registry keeps for one reader. */
const KEY_CHARACTERS = 512;

/** Measures Vana's call and our two, each for an owner's first and second archive. */
export async function measureRegistrations(stage: Stage): Promise<RegistrationFigures[]> {
  return [await measureVana(stage), ...(await measureOurs(stage))];
}

async function measureVana(stage: Stage): Promise<RegistrationFigures> {
  const registry = await deployRival(stage, "VanaDataRegistry");
  const owner = await accountNamed(stage.connection, "owner");
  const reader = await accountNamed(stage.connection, "reader");
  const key = textOf("key", KEY_CHARACTERS);
  // The counter has been counting, as it does in practice.
  await gasOf(reader, registry, "addFileWithPermissions", textOf("other", URL_CHARACTERS), reader, []);
  const add = (url: string) =>
    gasOf(owner, registry, "addFileWithPermissions", textOf(url, URL_CHARACTERS), owner, [[reader, key]]);
  return {
    call: callNames.vana,
    first: await add("first"),
    later: await add("later"),
    stores: "slots: owner, block, index by URL, 3 of the URL, 17 of the key; event: the URL, the reader",
  };
}

async function measureOurs({ connection }: Stage): Promise<RegistrationFigures[]> {
  const { registry, owner, relayer, stranger } = await deployRegistry(connection);
  const address = await registry.getAddress();
  const contribute = async (name: string) =>
    gasOf(owner, registry, "contribute", id(name), 7, textOf(name, URL_CHARACTERS));
  const contributeBySig = async (name: string) => {
    const value = { ciphertextHash: id(name), consentMask: 7, uri: textOf(name, URL_CHARACTERS) };
    const message = { ...value, owner: stranger.address, nonce: await registry.nonces(stranger), deadline: FAR_FUTURE };
    const signature = await signMessage(stranger, address, { type: "Contribute", value: message });
    const args = [stranger, value.ciphertextHash, value.consentMask, value.uri, FAR_FUTURE, signature];
    return gasOf(relayer, registry, "contributeBySig", ...args);
  };
  const stores = "slots: owner with version, mask and status; hash of the archive; times; event: the URI";
  return [
    { call: callNames.contribute, first: await contribute("first"), later: await contribute("later"), stores },
    {
      call: callNames.contributeBySig,
      first: await contributeBySig("first by signature"),
      later: await contributeBySig("later by signature"),
      stores: `${stores}; and the signer's nonce`,
    },
  ];
}

/** Text of exactly so many characters, different for each name. */
export function textOf(name: string, characters: number): string {
  return `https://${id(name).slice(2)}`.padEnd(characters, id(name).slice(2).repeat(8)).slice(0, characters);
}
