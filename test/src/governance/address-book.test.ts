import { expect } from "chai";
import { addressBook, lookAlikeOf, showAccount } from "../../../src/governance/address-book.ts";
import { toAddress } from "../../../src/primitives/identifiers.ts";
import { exampleRecord } from "../../helpers/written-proposal.ts";

const { contracts, origin } = exampleRecord;
const known = toAddress("0x1234567812345678123456781234567812345678");
const stranger = toAddress(`0x${"9".repeat(40)}`);
const book = addressBook(exampleRecord, [[known, "validator 1"]]);

describe("addressBook", () => {
  it("names the contracts, the deployer and whoever else is given", () => {
    expect(book.size).to.equal(16);
    expect([book.get(contracts.token), book.get(origin.deployer), book.get(known)]).to.deep.equal([
      "token",
      "deployer",
      "validator 1",
    ]);
  });

  it("calls a contract by its own name, whatever else it is given", () => {
    expect(addressBook(exampleRecord, [[contracts.timelock, "friend"]]).get(contracts.timelock)).to.equal("timelock");
  });
});

describe("showAccount", () => {
  it("shows an account in full, behind its name", () => {
    expect(showAccount(book, known)).to.equal(`validator 1 ${known}`);
    expect(showAccount(book, stranger)).to.equal(stranger);
  });
});

describe("lookAlikeOf", () => {
  const like = (start: string, end: string) =>
    lookAlikeOf(book, toAddress(`0x${start.padEnd(40 - end.length, "9")}${end}`));

  it("finds the same eight digits at one end", () => {
    expect([like("12345678", ""), like("", "12345678")]).to.deep.equal([known, known]);
  });

  it("finds the same four digits at both ends", () => {
    expect(like("1234", "5678")).to.equal(known);
  });

  it("is not mistaken for less", () => {
    const found = [like("1234567", ""), like("", "2345678"), like("1234", "678"), like("123", "5678")];

    expect(found).to.deep.equal([undefined, undefined, undefined, undefined]);
  });

  it("takes a known account for nobody else", () => {
    expect(lookAlikeOf(book, known)).to.equal(undefined);
  });
});
