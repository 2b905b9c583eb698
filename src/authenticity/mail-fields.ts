import { daysFromCivil } from "../primitives/calendar.ts";

const ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
const LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
const ADDRESS = `(${ATOM}(?:\\.${ATOM})*@${LABEL}(?:\\.${LABEL})+)`;
/** A bare address, or one in angle brackets behind a quoted or plain name. */
const MAILBOX = new RegExp(`^(?:${ADDRESS}|(?:"(?:[^"\\\\]|\\\\[ -~])*" ?|[^"<>()@,;:\\\\]*)<${ADDRESS}>)$`);
const LONGEST_ADDRESS = 254;

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const DATE =
  /^(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), ?)?(\d{1,2}) ([A-Z][a-z]{2}) (\d{4}) (\d{2}):(\d{2})(?::(\d{2}))? (?:([+-])(\d{2})([0-5]\d)|GMT|UT|UTC)(?: ?\([A-Za-z ]*\))?$/;

/**
 * The address of a `From` or `To` value that holds exactly one mailbox, ASCII letters in lower case.
 *
 * Null for several addresses, groups, comments, quoted local parts and signs outside ASCII: none of them is in the mails
 * that are looked for, and readers disagree about all of them.
 */
export function readMailbox(value: string): string | null {
  const match = MAILBOX.exec(value);
  const address = match?.[1] ?? match?.[2];
  return address === undefined || address.length > LONGEST_ADDRESS ? null : address.toLowerCase();
}

/** The Unix seconds of a `Date` value (RFC 5322 §3.3, four-digit years and numeric zones or UTC); null for anything else. */
export function readMailDate(value: string): number | null {
  const match = DATE.exec(value);
  if (match === null) return null;
  const field = (index: number): number => Number(match[index] ?? 0);
  const month = MONTHS.indexOf(match[2] ?? "") + 1;
  const days = daysFromCivil({ year: field(3), month, day: field(1) });
  if (days === null || field(4) > 23 || field(5) > 59 || field(6) > 60 || field(8) > 23) return null;
  const offset = (field(8) * 60 + field(9)) * (match[7] === "-" ? -60 : 60);
  return days * 86_400 + field(4) * 3_600 + field(5) * 60 + field(6) - offset;
}
