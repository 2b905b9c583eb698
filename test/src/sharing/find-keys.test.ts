import { expect } from "chai";
import { findKeys } from "../../../src/sharing/find-keys.ts";
import { taken } from "./taken.ts";

const keys = (text: string): string[] => taken(findKeys, text);
// Written in pieces, so that no scanner of repositories takes this file for a leak.
const token = (prefix: string, length: number): string => `${prefix}${"aB3dE6gH9k".repeat(10).slice(0, length)}`;
const pem = (label: string): string => `-----BEGIN ${label}-----\nMIIEpAIBAAKCAQEA\nq83v+/=\n-----END ${label}-----`;

describe("findKeys", () => {
  it("finds the tokens of services by their beginnings", () => {
    for (const [prefix, length] of [
      ["sk-", 40],
      ["sk-proj-", 60],
      ["ghp_", 36],
      ["github_pat_", 60],
      ["glpat-", 20],
      ["xoxb-", 40],
      ["AIza", 35],
      ["npm_", 36],
      ["hf_", 34],
    ] as const) {
      const key = token(prefix, length);
      expect(keys(`Use "${key}", or key=${key}.`), prefix).to.include(key);
    }
    const amazon = ["AKIA", "IOSFODNN7EXAMPLE"].join("");
    expect(keys(`AWS ${amazon} here`)).to.deep.equal([amazon]);
  });

  it("leaves words that begin alike", () => {
    for (const text of [
      "sk-learn-is-a-very-long-name-indeed",
      "task-abc123abc123abc123abc",
      "AKIAlowercase1234567",
      "sk-1",
    ]) {
      expect(keys(text), text).to.deep.equal([]);
    }
  });

  it("finds JSON web tokens", () => {
    const jwt = ["eyJhbGciOiJIUzI1NiJ9", "eyJzdWIiOiIxMjM0In0", "abc-DEF_ghi"].join(".");
    expect(keys(`Bearer ${jwt} end`)).to.include(jwt);
    expect(keys("eyJhbGciOiJIUzI1NiJ9 alone")).to.deep.equal([]);
  });

  it("finds private keys from their first line to the last, or to where they break off; no public ones", () => {
    for (const label of ["RSA PRIVATE KEY", "OPENSSH PRIVATE KEY", "PRIVATE KEY", "PGP PRIVATE KEY BLOCK"]) {
      expect(keys(`before ${pem(label)} after`), label).to.deep.equal([pem(label)]);
    }
    expect(keys(pem("PUBLIC KEY"))).to.deep.equal([]);
    const cutOff = pem("PRIVATE KEY").slice(0, 52);
    expect(keys(`${cutOff}; the rest`)).to.deep.equal([cutOff]);
    expect(keys(`${pem("PRIVATE KEY")} ${pem("EC PRIVATE KEY")}`)).to.have.length(2);
  });

  it("finds logins in addresses and leaves the host, names alone and paths", () => {
    expect(keys("postgres://user:pa55word@db.example:5432/x")).to.deep.equal(["user:pa55word"]);
    expect(keys("https://name:p@ss@host.example/")).to.deep.equal(["name:p@ss"]);
    for (const text of ["https://host.example/a:b@c", "ssh://git@host.example", "http://host:80/@x", "://a:b@c"]) {
      expect(keys(text), text).to.deep.equal([]);
    }
  });

  it("finds long random values behind the name of a secret", () => {
    const value = token("", 24);
    for (const name of [
      "OPENAI_API_KEY=",
      'api_key: "',
      '"clientSecret":"',
      "Authorization: Bearer ",
      "my password is ",
      "export TOKEN=",
      "secret_key = '",
      "x-api-key: ",
      '\\"accessToken\\": \\"',
    ]) {
      expect(keys(`${name}${value}" `), name).to.deep.equal([value]);
    }
    expect(keys("private key: 0x" + "0123456789abcdef".repeat(4))).to.deep.equal(["0x" + "0123456789abcdef".repeat(4)]);
    expect(keys("token: 6819f1a2-7c1c-4005-9a8b-123456789012")).to.deep.equal(["6819f1a2-7c1c-4005-9a8b-123456789012"]);
  });

  it("leaves random values without such a name, and such names without a random value", () => {
    for (const text of [
      `sha1 ${"da39a3ee5e6b4b0d".repeat(3)}`,
      `commit ${"0123456789abcdef".repeat(2)}`,
      `image: ${token("", 40)}`,
      "password: correct-horse-battery-staple-12",
      "secret: see the documentation of the module",
      "max_tokens: 123456789012345678901234567890",
      "idempotency key: 6819f1a2-7c1c-4005-9a8b-123456789012",
    ]) {
      expect(keys(text), text).to.deep.equal([]);
    }
  });
});
