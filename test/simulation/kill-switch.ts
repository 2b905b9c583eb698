import type { TransactionJournal } from "../../src/chain/transactions/transaction-journal.ts";
import type { NodeMeans } from "../../src/validator/node/node-means.ts";

/** Ends a node as SIGKILL does: from the step at which it dies on, nothing that it does has an effect. */
export type KillSwitch = {
  readonly isDead: () => boolean;
  /** Another process of the same node. */
  readonly revive: () => void;
  /** Dies here, or not. @throws {Killed} also when it was dead before. */
  readonly pass: (step: string) => void;
  /** The same function, before and after which the node may die. */
  readonly around: <Arguments extends unknown[], Answer>(
    step: string,
    act: (...args: Arguments) => Promise<Answer>,
  ) => (...args: Arguments) => Promise<Answer>;
};

class Killed extends Error {}

/** @param dies - is asked at every step of a living node. */
export function killSwitch(dies: (step: string) => boolean): KillSwitch {
  let isDead = false;
  const pass = (step: string): void => {
    isDead ||= dies(step);
    if (isDead) throw new Killed();
  };
  return {
    isDead: () => isDead,
    revive: () => {
      isDead = false;
    },
    pass,
    around:
      (step, act) =>
      async (...args) => {
        pass(`before ${step}`);
        const answer = await act(...args);
        pass(`after ${step}`);
        return answer;
      },
  };
}

/** A node that may die around each step that fetches or that lasts. */
export function withKills(means: NodeMeans, { around }: KillSwitch): NodeMeans {
  const { history, epochs, blobs, scoring } = means;
  return {
    ...means,
    scoring: { ...scoring, measured: around("measuring", scoring.measured) },
    history: { ...history, state: around("stating", history.state) },
    epochs: {
      ...epochs,
      save: around("saving", epochs.save),
      settle: around("settling", epochs.settle),
      skip: around("skipping", epochs.skip),
    },
    blobs: { ...blobs, put: around("storing", blobs.put) },
    send: around("sending", means.send),
  };
}

/** The journal of a node that may die around each entry. */
export function journalWithKills(journal: TransactionJournal, { around, pass }: KillSwitch): TransactionJournal {
  return {
    // Reading changes nothing, but the dead do not read.
    unfinished: () => {
      pass("reading the journal");
      return journal.unfinished();
    },
    begin: around("signing", journal.begin),
    addOffer: around("offering more", journal.addOffer),
    finish: around("recording", journal.finish),
  };
}
