/**
 * One account in two files. With PBKDF2: the test vector of "Web3 secret storage" (go-ethereum,
 * accounts/keystore/testdata/v3_test_vector.json). With scrypt: in the form and with the cost that geth writes, made with
 * node:crypto.
 */
export const vectors = {
  password: "testpassword",
  key: "0x7a28b5ba57c53603b0b07b56bba752f7784bf506fa95edc395f5cf6c7514fe9d",
  address: "0x008aeeda4d805471df9b2a5b0f38a0c3bcba786b",
  scrypt: {
    crypto: {
      cipher: "aes-128-ctr",
      cipherparams: { iv: "83dbcc02d8ccb40e466191a123791e0e" },
      ciphertext: "b160ff7e6d855b53a3f8d65e4b2850584cfaa01751807f19d07c298de16f802d",
      kdf: "scrypt",
      kdfparams: {
        dklen: 32,
        n: 262144,
        r: 8,
        p: 1,
        salt: "ab0c7876052600dd703518d6fc3fe8984592145b591fc8fb5c6d43190334ba19",
      },
      mac: "daeeba49ffae86381ae33f74c05dc0038888a7806267a04a1ae2183a7f2b7b17",
    },
    id: "3198bc9c-6672-5ab3-d995-4942343ae5b6",
    version: 3,
  },
  pbkdf2: {
    crypto: {
      cipher: "aes-128-ctr",
      cipherparams: { iv: "6087dab2f9fdbbfaddc31a909735c1e6" },
      ciphertext: "5318b4d5bcd28de64ee5559e671353e16f075ecae9f99c7a79a38af5f869aa46",
      kdf: "pbkdf2",
      kdfparams: {
        c: 262144,
        dklen: 32,
        prf: "hmac-sha256",
        salt: "ae3cd4e7013836a3df6bd7241b12db061dbe2c6785853cce422d148a624ce0bd",
      },
      mac: "517ead924a9d0dc3124507e3393d175ce3ff7c1e96529c6c555ce9e51205e9b2",
    },
    id: "3198bc9c-6672-5ab3-d995-4942343ae5b6",
    version: 3,
  },
} as const;
