import { expect } from "chai";
import { findIpAddresses } from "../../../src/sharing/find-ip-addresses.ts";
import { taken } from "./taken.ts";

const addresses = (text: string): string[] => taken(findIpAddresses, text);

describe("findIpAddresses", () => {
  it("finds IPv4 addresses, with a port, a prefix or the end of a sentence behind", () => {
    expect(addresses("From 203.0.113.9:443, 10.0.0.0/8 and 192.168.1.1.")).to.deep.equal([
      "203.0.113.9",
      "10.0.0.0",
      "192.168.1.1",
    ]);
  });

  it("finds IPv6 addresses in every form", () => {
    for (const address of [
      "2001:0db8:85a3:0000:0000:8a2e:0370:7334",
      "2001:db8::1",
      "fe80::1ff:fe23:4567:890a",
      "2001:db8::",
      "::ffff:192.0.2.1",
      "64:ff9b::192.0.2.33",
    ]) {
      expect(addresses(`at ${address}, or [${address}]:80`), address).to.deep.equal([address, address]);
    }
  });

  it("leaves addresses that are nobody's", () => {
    expect(addresses("127.0.0.1 0.0.0.0 255.255.255.0 ::1 ::")).to.deep.equal([]);
  });

  it("leaves versions and longer rows of numbers", () => {
    for (const text of ["v1.2.3.4", "version 1.2.3.4", "Version: 10.0.0.1", "1.2.3.4.5", "1.2.3.4-beta", "a1.2.3.4"]) {
      expect(addresses(text), text).to.deep.equal([]);
    }
  });

  it("leaves numbers over 255 and with leading zeros", () => {
    for (const text of ["256.1.1.1", "1.1.1.1000", "01.2.3.4", "1.2.3"])
      expect(addresses(text), text).to.deep.equal([]);
  });

  it("leaves times, machine addresses and names of programs", () => {
    for (const text of [
      "12:34:56",
      "aa:bb:cc:dd:ee:ff",
      "std::vector",
      "a::b",
      "u8::MAX",
      "http://a",
      "::::",
      "1:2:3",
    ]) {
      expect(addresses(text), text).to.deep.equal([]);
    }
  });
});
