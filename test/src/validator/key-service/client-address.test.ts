import { expect } from "chai";
import { clientAddress } from "../../../../src/validator/key-service/client-address.ts";

const direct = (remoteAddress?: string) => clientAddress({ remoteAddress, forwardedFor: "9.9.9.9" }, false);
const proxied = (forwardedFor?: string) => clientAddress({ remoteAddress: "127.0.0.1", forwardedFor }, true);

describe("clientAddress", () => {
  it("counts an IPv4 address as one client, however it is written", () => {
    expect([direct("192.0.2.7"), direct("::ffff:192.0.2.7")]).to.deep.equal(["192.0.2.7", "192.0.2.7"]);
  });

  it("counts a network of 64 bits of IPv6 as one client", () => {
    for (const address of [
      "2001:db8:0:1::1",
      "2001:db8::1:5:6:7:8",
      "2001:0DB8:0000:0001:ffff::",
      "2001:db8:0:1::2%eth0",
    ]) {
      expect(direct(address), address).to.equal("2001:db8:0:1::");
    }
    expect([direct("::1"), direct("fe80::1")]).to.deep.equal(["0:0:0:0::", "fe80:0:0:0::"]);
  });

  it("believes what was forwarded only behind the operator's own proxy, and of that only its last entry", () => {
    expect(direct("192.0.2.7")).to.equal("192.0.2.7");
    expect(proxied("6.6.6.6, 192.0.2.8")).to.equal("192.0.2.8");
    expect(proxied(undefined)).to.equal("127.0.0.1");
    expect(proxied("nonsense")).to.equal("unknown");
  });

  it("gives those of whom nothing is known one name together", () => {
    expect(direct(undefined)).to.equal("unknown");
  });
});
