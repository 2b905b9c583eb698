import { expect } from "chai";
import { isPublicAddress, privateAddressesAllowed } from "../../../src/storage/public-address.ts";

describe("which IP addresses are public", () => {
  it("the first and the last of each special block are not, and their neighbours are", () => {
    const blocks = [
      ["", "0.0.0.0", "0.255.255.255", "1.0.0.0"],
      ["9.255.255.255", "10.0.0.0", "10.255.255.255", "11.0.0.0"],
      ["100.63.255.255", "100.64.0.0", "100.127.255.255", "100.128.0.0"],
      ["126.255.255.255", "127.0.0.0", "127.255.255.255", "128.0.0.0"],
      ["169.253.255.255", "169.254.0.0", "169.254.255.255", "169.255.0.0"],
      ["172.15.255.255", "172.16.0.0", "172.31.255.255", "172.32.0.0"],
      ["191.255.255.255", "192.0.0.0", "192.0.0.255", "192.0.1.0"],
      ["192.0.1.255", "192.0.2.0", "192.0.2.255", "192.0.3.0"],
      ["192.88.98.255", "192.88.99.0", "192.88.99.255", "192.88.100.0"],
      ["192.167.255.255", "192.168.0.0", "192.168.255.255", "192.169.0.0"],
      ["198.17.255.255", "198.18.0.0", "198.19.255.255", "198.20.0.0"],
      ["198.51.99.255", "198.51.100.0", "198.51.100.255", "198.51.101.0"],
      ["203.0.112.255", "203.0.113.0", "203.0.113.255", "203.0.114.0"],
      ["223.255.255.255", "224.0.0.0", "255.255.255.255", ""],
      ["", "::", "1fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "2000::"],
      ["2000:ffff::1", "2001::", "2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff", "2001:200::"],
      ["2001:db7::1", "2001:db8::", "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff", "2001:db9::"],
      ["2001:ffff::1", "2002::", "2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "2003::"],
      ["3ffe:ffff::1", "3fff::", "3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff", "3fff:1000::"],
      ["3fff:ffff::1", "4000::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", ""],
    ] as const;
    for (const [before, first, last, after] of blocks) {
      const inside = [first, last].map(isPublicAddress);
      const outside = [before, after].filter((address) => address !== "").map(isPublicAddress);
      expect([...inside, ...outside], first).to.deep.equal([false, false, ...outside.map(() => true)]);
    }
  });

  it("notations that wrap an IPv4 address are not, whatever they wrap", () => {
    const wrapped = [
      "::ffff:8.8.8.8",
      "::8.8.8.8",
      "::ffff:0:808:808",
      "64:ff9b::808:808",
      "64:ff9b:1::808:808",
      "2002:808:808::",
    ];
    expect(wrapped.map(isPublicAddress)).to.not.include(true);
  });

  it("those with a zone are not, nor is what is no address", () => {
    for (const text of [
      "fe80::1%eth0",
      "2000::1%eth0",
      "",
      "localhost",
      "8.8.8",
      "8.8.8.8.",
      "[2000::1]",
      "08.8.8.8",
    ]) {
      expect(isPublicAddress(text), text).to.equal(false);
    }
  });

  it("only ALLOW_PRIVATE_ADDRESSES=1 allows the others", () => {
    const values = [undefined, "", "0", "true", "1"];
    const allowed = values.map((value) => privateAddressesAllowed({ ALLOW_PRIVATE_ADDRESSES: value }));
    expect(allowed).to.deep.equal([false, false, false, false, true]);
  });
});
