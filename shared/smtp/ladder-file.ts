import { z } from 'zod';
import { ProblemError } from '../result';
import { phaseSchema, type Phase } from '../run/measured';
import type { SmtpFailure } from './failure';
import { refusalsToBelieve, type Rung } from './ladder-reading';
import { ladderFileFormat, type LadderOrder } from './ladder-script';

/** No result is larger: ten thousand sessions are 200 KB. */
export const mostLadderFileCharacters = 1_000_000;
const mostSessions = 10_100;
const longestText = 4096;
/** The script writes whole seconds, and ends a while after its last session. */
const slackMs = 2000;

const count = z.int().min(0).max(mostSessions);
const milliseconds = z.int().min(0).max(86_400_000);
const address = z.string().regex(/^[\w.:%]{0,64}$/);

const failureSchema = z.strictObject({
  kind: z.enum(['reply', 'timeout', 'closed', 'garbage', 'socket']),
  step: z.enum(['connect', 'banner']),
  code: z.string().max(64),
  text: z.string().max(longestText),
});

const fileSchema = z.strictObject({
  format: z.literal(ladderFileFormat),
  runId: z.string().max(256),
  phase: phaseSchema,
  connectorIdentity: z.string().max(1024),
  host: z.string().max(256),
  port: z.int().min(1).max(65_535),
  computer: z.string().max(256),
  sourceAddress: address,
  serverAddress: address,
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime(),
  stopped: z.boolean(),
  most: count,
  alreadyOpen: z.int().min(0).max(65_535).nullable(),
  opened: count,
  dropped: count,
  /** When each was answered, how long that took, and whether by a 220. */
  sessions: z.array(z.tuple([milliseconds, milliseconds, z.literal([0, 1])])).max(mostSessions),
  failures: z.array(failureSchema).max(refusalsToBelieve),
});
type LadderFile = z.infer<typeof fileSchema>;

export type LadderFileReading = {
  /** The file without its sessions, which are the rungs. */
  said: Omit<LadderFile, 'sessions' | 'failures'>;
  rungs: Rung[];
};

/**
 * What ladder.ps1 wrote, or what was copied from its screen. Nothing of it is believed but texts and numbers, and those only
 * where they fit together and belong to what was ordered.
 * @throws ProblemError 'ladder/not-a-result', 'ladder/other-format', 'ladder/other-run', 'ladder/other-phase',
 * 'ladder/other-target', 'ladder/senseless'
 */
export function parseLadderFile(text: string, order: Omit<LadderOrder, 'most' | 'sourceAddress'>): LadderFileReading {
  const raw = readJson(text);
  const format = z.looseObject({ format: z.unknown(), runId: z.unknown() }).safeParse(raw);
  if (!format.success || format.data.runId === undefined) throw notAResult('It holds other data.');
  if (format.data.format !== ladderFileFormat) throw otherFormat(format.data.format);
  const parsed = fileSchema.safeParse(raw);
  if (!parsed.success) throw notAResult(z.prettifyError(parsed.error).slice(0, 500));
  const { sessions, failures, ...said } = parsed.data;
  if (said.runId !== order.runId) throw otherRun(said.runId, order.runId);
  if (said.phase !== order.phase) throw otherPhase(said.phase, order.phase);
  const target = ({ connectorIdentity, host, port }: Pick<LadderOrder, 'connectorIdentity' | 'host' | 'port'>) =>
    `${connectorIdentity} at ${host}:${port}`;
  if (target(said) !== target(order)) throw otherTarget(target(said), target(order));
  const wrong = senseless(parsed.data);
  if (wrong !== null) throw senselessNumbers(wrong);
  const left = failures.map(toFailure);
  const rungs = sessions.map(([atMs, tookMs, isGreeted]) => ({
    atMs,
    tookMs,
    failure: isGreeted === 1 ? null : (left.shift() ?? null),
  }));
  return { said, rungs };
}

/** From the first brace to the last; what a console broke into lines is put together again: no text of the script holds a line break. */
function readJson(text: string): unknown {
  const inside = text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1).replace(/[\r\n]/g, '');
  if (text.length > mostLadderFileCharacters || inside === '') throw notAResult('There is no result in it.');
  try {
    return JSON.parse(inside);
  } catch {
    throw notAResult('It is not whole, or something else stands beside it.');
  }
}

/** Why the numbers cannot all be true; null where they can. */
function senseless(file: LadderFile): string | null {
  const { sessions, failures, opened, dropped, most, sourceAddress } = file;
  const greeted = sessions.filter((session) => session[2] === 1).length;
  const lastMs = sessions.at(-1)?.[0] ?? 0;
  const tookMs = Date.parse(file.endedAt) - Date.parse(file.startedAt);
  if (greeted !== opened) return `it says ${opened} sessions were opened, and lists ${greeted}`;
  if (sessions.length - greeted !== failures.length) return 'its failures are not those of its sessions';
  if (opened > most) return `it opened ${opened} sessions, where ${most} were the most`;
  if (dropped > opened) return `it lost ${dropped} sessions of ${opened}`;
  if (opened > 0 && sourceAddress === '') return 'it opened sessions from no address';
  if (sessions.some(([atMs], index) => atMs < (sessions[index - 1]?.[0] ?? 0))) return 'its times run backwards';
  if (sessions.some(([atMs, took]) => took > atMs + slackMs)) return 'a session took longer than the ladder';
  if (tookMs < 0 || lastMs > tookMs + slackMs) return 'it ended before its last session';
  return null;
}

/** The names that .NET gives to what Node's codes stand for. */
const socketCodes: Readonly<Record<string, string>> = {
  ConnectionRefused: 'ECONNREFUSED',
  ConnectionReset: 'ECONNRESET',
  ConnectionAborted: 'ECONNRESET',
  TimedOut: 'ETIMEDOUT',
  HostUnreachable: 'EHOSTUNREACH',
  NetworkUnreachable: 'ENETUNREACH',
  AddressNotAvailable: 'EADDRNOTAVAIL',
};

function toFailure({ kind, step: phase, code, text }: z.infer<typeof failureSchema>): SmtpFailure {
  if (kind === 'timeout') return { phase, kind };
  if (kind !== 'socket') return { phase, kind, text };
  return { phase, kind, text, code: Object.hasOwn(socketCodes, code) ? (socketCodes[code] ?? code) : code };
}

const again = 'Save ladder.ps1 again from this page, run it on the SQL Server, and open the file it writes.';
const refuse = (code: string, title: string, detail: string, hint = again) =>
  new ProblemError({ code: `ladder/${code}`, title, detail, hint });

const shown = (value: unknown) => JSON.stringify(value ?? null).slice(0, 120);

const notAResult = (why: string) => refuse('not-a-result', 'This is no result of ladder.ps1.', why);
const otherFormat = (format: unknown) =>
  refuse(
    'other-format',
    'This result was written for another version of RelayTune.',
    `Its format is ${shown(format)}, and this version reads ${ladderFileFormat}.`,
  );
const otherRun = (found: string, wanted: string) =>
  refuse('other-run', 'This result belongs to another run.', `Its run is ${shown(found)}, this one is ${wanted}.`);
const otherPhase = (found: Phase, wanted: Phase) =>
  refuse(
    'other-phase',
    `This result was measured ${found} the changes.`,
    `This page shows what was measured ${wanted} them.`,
    found === 'before' ? `Open it on “Measure first”. ${again}` : `Open it on page 6. ${again}`,
  );
const otherTarget = (found: string, wanted: string) =>
  refuse(
    'other-target',
    'This result was measured on another connector or server.',
    `It is of ${shown(found)}; this run measures ${shown(wanted)}.`,
  );
const senselessNumbers = (why: string) =>
  refuse('senseless', 'The numbers in this result cannot be true.', `It contradicts itself: ${why}.`);
