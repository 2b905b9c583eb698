import { expect } from "chai";
import type { IncomingHttpHeaders } from "node:http";
import {
  checkBodyType,
  checkSender,
  loopbackNames,
  serviceNames,
} from "../../../../src/validator/key-service/check-request.ts";
import { codeOf } from "../../../helpers/code-of.ts";

const passed = "passed";
const outcome = async (check: () => void): Promise<string> => {
  const result = await codeOf(Promise.resolve().then(check));
  return typeof result === "string" ? result : passed;
};

describe("checkSender", () => {
  const sender = (headers: IncomingHttpHeaders, names: readonly string[] = loopbackNames) =>
    outcome(() => {
      checkSender(headers, names);
    });

  it("T80: lets programs in that ask under one of its names, with any port", async () => {
    for (const host of ["localhost", "localhost:9000", "127.0.0.1:1", "[::1]:9000", "LOCALHOST:80"]) {
      expect(await sender({ host }), host).to.equal(passed);
    }
    expect(await sender({ host: "keys.example" }, ["keys.example"])).to.equal(passed);
  });

  it("T80: refuses every other name, as a page has that its own DNS leads here", async () => {
    for (const host of [undefined, "", "evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "0.0.0.0"]) {
      expect(await sender({ host }), String(host)).to.equal("KEYS_HOST_REFUSED");
    }
  });

  it("T80: refuses web pages, of whatever origin", async () => {
    const host = "localhost";
    for (const origin of ["null", "https://evil.example", "http://localhost"]) {
      expect(await sender({ host, origin })).to.equal("KEYS_ORIGIN_REFUSED");
    }
    expect(await sender({ host, "sec-fetch-site": "cross-site" })).to.equal("KEYS_ORIGIN_REFUSED");
    expect(await sender({ host, "sec-fetch-site": "none" })).to.equal(passed);
  });
});

describe("serviceNames", () => {
  it("T80: are those of this machine, of the address listened on, and those that its operator published", () => {
    const own = ["localhost", "127.0.0.1", "[::1]"];

    expect(serviceNames("192.0.2.7", ["Keys.Example"])).to.deep.equal([...own, "192.0.2.7", "keys.example"]);
    expect(serviceNames("2001:db8::1", [])).to.deep.equal([...own, "[2001:db8::1]"]);
    expect([serviceNames("0.0.0.0", []), serviceNames("::", [])]).to.deep.equal([own, own]);
  });
});

describe("checkBodyType", () => {
  const body = (headers: IncomingHttpHeaders) =>
    outcome(() => {
      checkBodyType(headers);
    });

  it("takes JSON in UTF-8", async () => {
    for (const type of ["application/json", "application/json; charset=utf-8", 'Application/JSON;charset="UTF-8"']) {
      expect(await body({ "content-type": type }), type).to.equal(passed);
    }
  });

  it("T80: refuses what a form of a web page could send, and what is packed", async () => {
    for (const type of [undefined, "text/plain", "application/x-www-form-urlencoded", "application/json; charset=x"]) {
      expect(await body({ "content-type": type })).to.equal("KEYS_NOT_JSON");
    }
    expect(await body({ "content-type": "application/json", "content-encoding": "gzip" })).to.equal("KEYS_NOT_JSON");
  });
});
