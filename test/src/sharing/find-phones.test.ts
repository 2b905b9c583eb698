import { expect } from "chai";
import { findPhones } from "../../../src/sharing/find-phones.ts";
import { taken } from "./taken.ts";

const phones = (text: string): string[] => taken(findPhones, text);

describe("findPhones", () => {
  it("finds international numbers", () => {
    for (const phone of [
      "+49 170 1234567",
      "+491701234567",
      "+1 (212) 555-0123",
      "+44 20 7946 0958",
      "+33 6 12 34 56 78",
      "+7 (912) 345-67-89",
      "0049 170 1234567",
    ]) {
      expect(phones(`Call ${phone}, please.`), phone).to.deep.equal([phone]);
    }
  });

  it("finds North American numbers as they are written", () => {
    for (const phone of ["(212) 555-0123", "212-555-0123", "212.555.0123", "1-800-555-0199"]) {
      expect(phones(`Call ${phone} now`), phone).to.deep.equal([phone]);
    }
  });

  it("finds national numbers with a leading zero in groups, or with an area code in brackets", () => {
    for (const phone of [
      "0170 1234567",
      "030/901820",
      "(030) 901820-12",
      "020 7946 0958",
      "06 12 34 56 78",
      "06.12.34.56.78",
      "03-1234-5678",
      "(11) 91234-5678",
    ]) {
      expect(phones(`Call ${phone} now`), phone).to.deep.equal([phone]);
    }
  });

  it("finds any number right behind a word for a telephone", () => {
    for (const before of [
      "phone: ",
      "My mobile number is ",
      "Tel. ",
      "phone=",
      "Handy: ",
      "WhatsApp ",
      "teléfono ",
      "電話",
    ]) {
      expect(phones(`${before}5550 1234`), before).to.deep.equal(["5550 1234"]);
    }
    for (const before of ["iPhone ", "Order: ", "phone, see page 3: "]) {
      expect(phones(`${before}5550 1234`), before).to.deep.equal([]);
    }
  });

  it("finds two in a row, each for itself", () => {
    expect(phones("030/901820 020 7946 0958")).to.deep.equal(["030/901820", "020 7946 0958"]);
  });

  it("leaves dates and times", () => {
    for (const text of ["2024-05-17 10:30", "17.05.2024 1234567", "05/17/2024", "01.02.2024", "phone 2024-05-17 12"]) {
      expect(phones(text), text).to.deep.equal([]);
    }
  });

  it("leaves versions, amounts, orders, coordinates and sums", () => {
    for (const text of [
      "1.2.3.4",
      "v10.20.30",
      "$1,234,567.89",
      "order 112-3456789-1234567",
      "ISBN 978-3-16-148410-0",
      "+48.856614, +2.352222",
      "#0170-1234567",
      "12345678901",
      "212 555 0123",
      "1700000000",
      "+1700000000",
      "3.14159265358979",
    ]) {
      expect(phones(text), text).to.deep.equal([]);
    }
  });

  it("leaves ids", () => {
    for (const text of [
      "6819f1a2-7c1c-8005-9a8b-123456789012",
      "12345678-1234-4123-8123-123456789012",
      "01234567-1234-4123-8123-123456789012",
      "0x0170123456",
      "a0170 1234567b",
    ]) {
      expect(phones(text), text).to.deep.equal([]);
    }
  });

  it("leaves rows of pairs, which are bytes", () => {
    expect(phones("01 02 03 04 05 06 07 08 09 10 11 12")).to.deep.equal([]);
    expect(phones("de 06 12 34 56 78 9a")).to.deep.equal([]);
  });
});
