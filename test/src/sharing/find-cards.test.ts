import { expect } from "chai";
import { findCards, isCardNumber } from "../../../src/sharing/find-cards.ts";
import { taken } from "./taken.ts";

const cards = (text: string): string[] => taken(findCards, text);

describe("findCards", () => {
  it("finds numbers of the networks, in one piece and as they are set on cards", () => {
    for (const card of [
      "4111111111111111",
      "4111 1111 1111 1111",
      "5500-0055-5555-5559",
      "2223003122003222",
      "378282246310005",
      "3782 822463 10005",
      "30569309025904",
      "3056 930902 5904",
      "6011111111111117",
      "3530111333300000",
    ]) {
      expect(cards(`Card: ${card}, valid 12/29`), card).to.deep.equal([card]);
    }
  });

  it("leaves numbers whose check digit, network, length or grouping is wrong", () => {
    for (const text of [
      "4111111111111112",
      "1234567812345670",
      "41111111111111",
      "41111 11111 111111",
      "4111 1111-1111 1111",
      "411111111111111111111111",
    ]) {
      expect(cards(text), text).to.deep.equal([]);
    }
  });

  it("leaves digits that are a part of something longer", () => {
    for (const text of ["a4111111111111111", "4111111111111111b", "0.4111111111111111", "x-4111111111111111"]) {
      expect(cards(text), text).to.deep.equal([]);
    }
  });

  it("finds a card beside other digits", () => {
    expect(cards("4111 1111 1111 1111 12/29 123")).to.deep.equal(["4111 1111 1111 1111"]);
  });
});

describe("isCardNumber", () => {
  it("is Luhn's check among the numbers that are issued", () => {
    const last = Array.from({ length: 10 }, (_, digit) => `411111111111111${digit}`);
    expect(last.filter(isCardNumber)).to.deep.equal(["4111111111111111"]);
    expect(isCardNumber("0000000000000000")).to.equal(false);
  });
});
