/** The least that a node on a public chain has to be told. */
export const exampleEnvironment: Readonly<Record<string, string>> = {
  VALIDATOR_RPC_URLS: "https://one.example/key-1, https://two.example/key-2",
  VALIDATOR_KEYSTORE: "/keys/validator.json",
  VALIDATOR_KEYSTORE_PASSWORD_FILE: "/keys/password",
  VALIDATOR_IDENTITY: "/keys/age.txt,/keys/age-older.txt",
  VALIDATOR_FINGERPRINT_KEY_FILE: "/keys/fingerprints",
  VALIDATOR_STORE: "s3://blobs",
  VALIDATOR_MAX_FEE_GWEI: "37.5",
};
