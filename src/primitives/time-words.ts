const units = [
  ["d", 86_400],
  ["h", 3_600],
  ["m", 60],
  ["s", 1],
] as const;

/** A span of time in its two largest units, rounded down: `3 h 12 m`; `0 s` for none. Negative spans lose their sign. */
export function formatSpan(seconds: number): string {
  const whole = Math.abs(Math.trunc(seconds));
  const first = units.findIndex(([, size]) => whole >= size);
  if (first === -1) return "0 s";
  const parts = units.slice(first, first + 2).map(([unit, size], place): [number, string] => {
    const before = place === 0 ? Infinity : (units[first]?.[1] ?? 1);
    return [Math.floor((whole % before) / size), unit];
  });
  return parts
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}`)
    .join(" ");
}

/** A moment of Unix seconds in UTC: `2027-01-04 09:30:00 UTC`. */
export function formatMoment(unixSeconds: number): string {
  return `${new Date(unixSeconds * 1_000).toISOString().slice(0, 19).replace("T", " ")} UTC`;
}

/** A moment, and how far away it is: `2027-01-04 09:30:00 UTC, in 3 h 12 m`. */
export function formatMomentFrom(now: number, unixSeconds: number): string {
  const span = formatSpan(unixSeconds - now);
  return `${formatMoment(unixSeconds)}, ${unixSeconds > now ? `in ${span}` : `${span} ago`}`;
}
