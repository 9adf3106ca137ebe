import type { Report } from './report';

type Texts<T> = Extract<T, string>;
type IsOwnWord<T> = [Texts<T>] extends [never] ? false : string extends Texts<T> ? false : true;
/** The members, at any depth, that hold one of a few words of RelayTune’s own. */
type OwnWords<T, Key extends PropertyKey = never> = T extends readonly (infer Item)[]
  ? OwnWords<Item, Key>
  : T extends string
    ? IsOwnWord<T> extends true
      ? Key
      : never
    : T extends object
      ? { [Member in keyof T]-?: OwnWords<Exclude<T[Member], null | undefined>, Member> }[keyof T]
      : never;

/** Every one of them, since the compiler asks for it: a report with another word there is none. */
const ownWords: Readonly<Record<Exclude<OwnWords<Report>, 'origin'>, true>> = {
  by: true,
  cause: true,
  class: true,
  connections: true,
  connectorScope: true,
  exchangeWay: true,
  format: true,
  kind: true,
  mark: true,
  maxConnectionRatePerMinute: true,
  mode: true,
  outcome: true,
  outdated: true,
  page: true,
  phase: true,
  proof: true,
  sqlEncryption: true,
  sqlSignIn: true,
  status: true,
  step: true,
  stoppedBy: true,
  verdict: true,
};

/** What RelayTune itself writes, sign for sign: numbers of things, names of attributes, and what is run, as the saved scripts have it. */
const ownTexts: ReadonlySet<string> = new Set([
  ...['code', 'id', 'key', 'runId', 'scenario', 'setting', 'sha256'],
  ...['command', 'undoCommand', 'ps1', 'sql'],
]);
const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/**
 * The report with every text that a server or a user can have said searched for secrets. Members’ names, RelayTune’s own words and what is
 * run stay what they are: a password may be as short and common as `null` or `main`, and what is made of the report must still be read.
 * @param scrub takes the secrets out of a text
 */
export const scrubReport = (report: Report, scrub: (text: string) => string): Report =>
  scrubbed('', report, scrub) as Report;

function scrubbed(key: string, value: unknown, scrub: (text: string) => string): unknown {
  if (typeof value === 'string') return isOwn(key, value) ? value : scrub(value);
  if (Array.isArray(value)) return value.map((item: unknown) => scrubbed(key, item, scrub));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([member, each]) => [member, scrubbed(member, each, scrub)]));
}

function isOwn(key: string, value: string): boolean {
  // Of a ladder one of two words; of an address what somebody said of it.
  if (key === 'origin') return value === 'here' || value === 'script';
  return Object.hasOwn(ownWords, key) || ownTexts.has(key) || time.test(value);
}
