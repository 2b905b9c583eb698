import { InvariantError } from "../../src/primitives/errors.ts";
import { systemNames } from "./claim-systems.ts";
import type { ClaimFigures } from "./measure-claims.ts";
import { callNames, type RegistrationFigures } from "./measure-registrations.ts";

/** One promise about gas: `measured` must be at most `limit`, or below it when `strict`. */
export type Bar = {
  readonly promise: string;
  readonly measured: number;
  readonly limit: number;
  readonly ratio: number;
  readonly holds: boolean;
};

const columns = {
  first: "first claim",
  later: "later claim",
  batchFirst: "batch of 20, first claims",
  batchLater: "batch of 20, later claims",
} as const;

type Column = keyof typeof columns;

/** The promises of the project about what its users pay. */
export function judge(claims: readonly ClaimFigures[], registrations: readonly RegistrationFigures[]): Bar[] {
  const ours = claimsOf(claims, systemNames.ours);
  const rivals = [systemNames.morpho, systemNames.eigenLayer, systemNames.merkl].map((name) => claimsOf(claims, name));
  const cheaper = (Object.keys(columns) as Column[]).flatMap((column) =>
    rivals.map((rival) => below(`${columns[column]}: below ${rival.system}`, ours[column], rival[column])),
  );
  return [
    atMost("first claim", ours.first, 100_500),
    atMost("later claim", ours.later, 66_300),
    ...cheaper,
    ...judgeUniswap(claims, ours),
    ...judgeRegistrations(registrations),
  ];
}

/** From the second epoch on, an account pays less than with one bitmap per epoch, whichever words are used. */
function judgeUniswap(claims: readonly ClaimFigures[], ours: ClaimFigures): Bar[] {
  return [systemNames.uniswapFresh, systemNames.uniswapUsed].flatMap((name) => {
    const rival = claimsOf(claims, name);
    return [
      below(`two epochs, claimed at once: below ${rival.system}`, ours.first, rival.first + rival.later),
      below(`second epoch, claimed alone: below ${rival.system}`, ours.later, rival.later),
    ];
  });
}

function judgeRegistrations(registrations: readonly RegistrationFigures[]): Bar[] {
  const find = (name: string) => {
    const figures = registrations.find(({ call }) => call === name);
    if (figures === undefined) throw new InvariantError("BENCH_NOT_MEASURED", `Nothing was measured of ${name}.`);
    return figures;
  };
  const vana = find(callNames.vana);
  const share = (gas: number) => Math.floor((gas * 60) / 100);
  return [
    atMost("contribute, first: 60 % of Vana v1", find(callNames.contribute).first, share(vana.first)),
    atMost("contribute, later: 60 % of Vana v1", find(callNames.contribute).later, share(vana.later)),
  ];
}

function claimsOf(claims: readonly ClaimFigures[], name: string): ClaimFigures {
  const figures = claims.find(({ system }) => system === name);
  if (figures === undefined) throw new InvariantError("BENCH_NOT_MEASURED", `Nothing was measured of ${name}.`);
  return figures;
}

function atMost(promise: string, measured: number, limit: number): Bar {
  return { promise: `${promise}, at most`, measured, limit, ratio: measured / limit, holds: measured <= limit };
}

function below(promise: string, measured: number, limit: number): Bar {
  return { promise, measured, limit, ratio: measured / limit, holds: measured < limit };
}
