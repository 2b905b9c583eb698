import { expect } from "chai";
import type { ManifestEntry } from "../../../src/access/manifest.ts";
import { planFetch, type EarlierFetch } from "../../../src/access/plan-fetch.ts";
import type { RegisteredContribution } from "../../../src/chain/registry-history.ts";
import { toAddress, toHex32 } from "../../../src/primitives/identifiers.ts";

const id = (digit: number) => toHex32(`0x${String(digit).repeat(64)}`);
const validator = toAddress(`0x${"b".repeat(40)}`);
const file = (digit: number, version = 1) => `${id(digit)}/v${version}.zip`;
const registered = (digit: number, changed: Partial<RegisteredContribution> = {}) =>
  ({ id: id(digit), version: 1, consentMask: 1, removed: false, ...changed }) as RegisteredContribution;
const registry = (...all: RegisteredContribution[]) =>
  new Map(all.map((contribution) => [contribution.id, contribution]));
const done = (digit: number, version = 1): ManifestEntry => ({
  contributionId: id(digit),
  version,
  status: "done",
  file: file(digit, version),
  sha256: id(7),
  size: 9,
  validator,
});
const waiting = (digit: number, version = 1) => ({ contributionId: id(digit), version, status: "waiting" });
const refused = (digit: number, code: string, version = 1) => ({
  contributionId: id(digit),
  version,
  status: "refused",
  code,
  inVain: [],
});
const nothing: EarlierFetch = { manifest: { contributions: [], toDelete: [] }, present: new Set(), intact: new Set() };
const earlier = (contributions: ManifestEntry[], present: string[], intact = present): EarlierFetch => ({
  manifest: { contributions, toDelete: [] },
  present: new Set(present),
  intact: new Set(intact),
});

describe("planFetch", () => {
  it("T47: wants the current version of everything in the scope, and nothing else", () => {
    const all = registry(
      registered(1),
      registered(2, { version: 3, consentMask: 0b11 }),
      registered(3, { consentMask: 0b10 }),
      registered(4, { removed: true }),
    );

    expect(planFetch(all, 0, nothing)).to.deep.equal({ entries: [waiting(1), waiting(2, 3)], toDelete: [] });
  });

  it("keeps what lies there intact, and wants what is damaged or gone again", () => {
    const all = registry(registered(1), registered(2), registered(3));
    const before = earlier([done(1), done(2), done(3)], [file(1), file(2)], [file(1)]);

    expect(planFetch(all, 0, before).entries).to.deep.equal([done(1), waiting(2), waiting(3)]);
  });

  it("wants again what was refused or failed before", () => {
    const failed = { ...refused(1, "STORAGE_NOT_FOUND"), status: "failed" } as ManifestEntry;
    const before = earlier([failed, refused(2, "KEYS_BELOW_FLOOR") as ManifestEntry], []);

    expect(planFetch(registry(registered(1), registered(2)), 0, before).entries).to.deep.equal([
      waiting(1),
      waiting(2),
    ]);
  });

  it("T48: names what lies there and was removed, or is no longer allowed for the purpose, to be deleted", () => {
    const all = registry(registered(1, { removed: true }), registered(2, { consentMask: 0 }));
    const plan = planFetch(all, 0, earlier([done(1), done(2), done(3)], [file(1), file(2), file(3)]));

    expect(plan).to.deep.equal({
      entries: [
        refused(1, "ACCESS_REMOVED"),
        refused(2, "ACCESS_NO_CONSENT"),
        refused(3, "ACCESS_UNKNOWN_CONTRIBUTION"),
      ],
      toDelete: [
        { contributionId: id(1), version: 1, file: file(1), code: "ACCESS_REMOVED" },
        { contributionId: id(2), version: 1, file: file(2), code: "ACCESS_NO_CONSENT" },
        { contributionId: id(3), version: 1, file: file(3), code: "ACCESS_UNKNOWN_CONTRIBUTION" },
      ],
    });
  });

  it("names a version that its owner replaced to be deleted, and wants the new one", () => {
    const plan = planFetch(registry(registered(1, { version: 2 })), 0, earlier([done(1)], [file(1)]));

    expect(plan).to.deep.equal({
      entries: [waiting(1, 2)],
      toDelete: [{ contributionId: id(1), version: 1, file: file(1), code: "ACCESS_REPLACED" }],
    });
  });

  it("goes on naming it until it is gone", () => {
    const old = { contributionId: id(1), version: 1, file: file(1), code: "ACCESS_REPLACED" };
    const before = (present: string[]): EarlierFetch => ({
      manifest: { contributions: [done(1, 2)], toDelete: [old] },
      present: new Set(present),
      intact: new Set([file(1, 2)]),
    });
    const all = registry(registered(1, { version: 2 }));

    expect(planFetch(all, 0, before([file(1), file(1, 2)])).toDelete).to.deep.equal([old]);
    expect(planFetch(all, 0, before([file(1, 2)])).toDelete).to.deep.equal([]);
    const removed = registry(registered(1, { version: 2, removed: true }));
    expect(planFetch(removed, 0, before([file(1), file(1, 2)])).toDelete.map(({ code }) => code)).to.deep.equal([
      "ACCESS_REMOVED",
      "ACCESS_REMOVED",
    ]);
  });

  it("says of what was removed that it is refused, also when its file is gone already", () => {
    const plan = planFetch(registry(registered(1, { removed: true })), 0, earlier([done(1)], []));

    expect(plan).to.deep.equal({ entries: [refused(1, "ACCESS_REMOVED")], toDelete: [] });
  });
});
