import { formatMs, formatNumber, formatSeconds } from '../format';
import type { Quantiles, SmtpBurstResult } from '../run/smtp-burst';
import { noneSlow, type NoneSlow } from './none-slow';
import type { SmtpPhase } from './phase';
import type { PhasePointer, PointerFacts } from './phase-pointer';
import { waitForSession } from './session-wait';

export type PhaseFindings = {
  pointers: PhasePointer[];
  /** What to say where there are none; null where there are some, or no times to judge by. */
  none: NoneSlow | null;
};

type Timed = SmtpBurstResult['phases'][number];
/** What a slow phase points to. */
type Rule = (timed: Timed, result: SmtpBurstResult, facts: PointerFacts) => PhasePointer;

/** A healthy Exchange answers each command within milliseconds; from a second on, something holds it back. */
const slowFromMs = 1000;
const leastBackPressureMs = 10_000;
const mostBackPressureMs = 55_000;
const backPressureStepMs = 5000;

/**
 * Where a burst's time went, and what each slow phase points to (domain file of Exchange, section 3: back pressure's 10 s
 * and its steps, the delayed acknowledgement and tarpit are documented or read in 2013-era code; the rest is inferred).
 * In the order of a session, the wait before it first. A phase is slow by its 95 %: never by a few stragglers. Nothing where
 * the times cannot be trusted.
 */
export function phasePointers(result: SmtpBurstResult, facts: PointerFacts): PhaseFindings {
  if (!result.lag.isTrusted) return { pointers: [], none: null };
  const barMs = slowFromMs + result.lag.p99Ms * facts.factor;
  const wait = waitForSession(result, facts, barMs);
  const slow = result.phases
    .filter(({ took }) => took.p95 >= barMs)
    .map((timed) => rules[timed.phase](timed, result, facts));
  const pointers = wait ? [wait, ...slow] : slow;
  return { pointers, none: pointers.length > 0 || result.phases.length === 0 ? null : noneSlow(result, barMs) };
}

const cannot = 'No setting of this fix changes that.';

/** A phase whose slowness has one likely cause. */
const plain =
  (what: string, pointsTo: string, remedy: string): Rule =>
  ({ phase, took }) => ({ phase, seen: sawSlow(what, took), pointsTo, remedy, page: null });

const banner: Rule = ({ phase, took }, result, facts) => {
  const seen = sawSlow('The 220 banner', took);
  const rate = facts.maxConnectionRatePerMinute;
  const opened = sessionsPerMinute(result);
  if (rate !== null && opened !== null && opened >= 0.9 * rate)
    return {
      phase,
      seen,
      pointsTo: `Points to MaxConnectionRatePerMinute: about ${formatNumber(Math.round(opened))} sessions a minute were opened, and above ${formatNumber(rate)} the server delays accepting them.`,
      remedy: `${cannot} Fewer new sessions help: connections that are kept open, or a lower rate.`,
      page: null,
    };
  return {
    phase,
    seen,
    pointsTo:
      'Points to something that is asked before the banner (connection filtering, a DNS look-up of the sender), or to a busy server.',
    remedy: `${cannot} Look at Get-TransportAgent and at the DNS servers that the hub uses.`,
    page: null,
  };
};

const mailFrom: Rule = (timed, result, facts) => {
  const { phase, took } = timed;
  const tarpitted = tarpit(timed, result, facts);
  if (tarpitted && hasErrorReply(result, phase)) return tarpitted;
  if (took.p95 >= leastBackPressureMs) {
    const step = Math.min(mostBackPressureMs, Math.floor(took.p95 / backPressureStepMs) * backPressureStepMs);
    return {
      phase,
      seen: sawSlow('The reply to MAIL FROM', took),
      pointsTo: `Points to back pressure: a server that is short of disk, memory or queue space holds MAIL FROM back for 10 s, then 5 s longer each time up to 55 s (here about ${step / 1000} s).`,
      remedy: `${cannot} Look for the events 15004 to 15007 of MSExchangeTransport on the hub.`,
      page: null,
    };
  }
  return tarpitted ?? busy('The reply to MAIL FROM')(timed, result, facts);
};

/** The reply after the dot: nothing but the delayed acknowledgement is known to hold it back by design. */
const final: Rule = (timed, result, facts) => {
  const { phase, took } = timed;
  const tarpitted = hasErrorReply(result, phase) ? tarpit(timed, result, facts) : null;
  if (tarpitted) return tarpitted;
  const seen = sawSlow('The final 250', took);
  const { maxAcknowledgementDelay: held } = facts.delays;
  if (held === null || held === 0)
    return {
      phase,
      seen,
      pointsTo:
        'Points to a busy server, a slow disk or a scanner of mails: MaxAcknowledgementDelay holds nothing back here.',
      remedy: cannot,
      page: null,
    };
  if (took.p95 > (1 + near) * held * 1000)
    return {
      phase,
      seen,
      pointsTo: `Points to more than the delayed acknowledgement, which ends after ${formatSeconds(held)} (MaxAcknowledgementDelay): a busy server, a slow disk or a scanner of mails too.`,
      remedy: 'Page 4 ends the delay; the rest is beyond this fix.',
      page: 'efficiency',
    };
  const most = isNear(took, held * 1000) ? '; many waited just that long' : '';
  return {
    phase,
    seen,
    pointsTo: `Points to the delayed acknowledgement: Exchange holds the final 250 until the mail is delivered, for at most ${formatSeconds(held)} (MaxAcknowledgementDelay)${most}.`,
    remedy: 'Page 4 mends it: MaxAcknowledgementDelay 0.',
    page: 'efficiency',
  };
};

/** A reply held back by TarpitInterval or a multiple of it; null where the session was signed in, since that is never delayed. */
const tarpit = (
  { phase, took }: Timed,
  result: SmtpBurstResult,
  { delays: { tarpitInterval } }: PointerFacts,
): PhasePointer | null => {
  if (result.signedIn || tarpitInterval === 0) return null;
  const steps = [1, 2, 3].find((times) => isNear(took, times * tarpitInterval * 1000));
  if (steps === undefined) return null;
  return {
    phase,
    seen: sawSlow(`The reply to ${words[phase] ?? phase}`, took),
    pointsTo: `Points to tarpit: that is ${steps === 1 ? '' : `${steps} times `}the connector’s TarpitInterval (${formatSeconds(tarpitInterval)})${
      hasErrorReply(result, phase)
        ? ', and error replies were seen here.'
        : '. It delays error replies and repeated commands; no error reply was seen here, so a busy server is possible too.'
    }`,
    remedy:
      'Mend what the error replies say first, or sign in; page 4 can set TarpitInterval to 0, which has its price.',
    page: 'efficiency',
  };
};

const busy = (what: string): Rule => plain(what, 'Points to a busy server.', cannot);
const tarpitOr =
  (rule: Rule): Rule =>
  (...each) =>
    tarpit(...each) ?? rule(...each);

const rules: Readonly<Record<SmtpPhase, Rule>> = {
  connect: plain(
    'Connecting',
    'Points to the network, a firewall that drops packets, or a server with a full queue of new connections.',
    cannot,
  ),
  banner,
  ehlo: tarpitOr(busy('The reply to EHLO')),
  starttls: plain(
    'STARTTLS',
    'Points to a busy server, or to a certificate whose revocation is looked up over a slow or closed way.',
    cannot,
  ),
  auth: tarpitOr(plain('The sign-in', 'Points to a slow or far domain controller.', cannot)),
  mail: mailFrom,
  rcpt: tarpitOr(
    plain(
      'The reply to RCPT TO',
      'Points to slow look-ups of recipients: a busy domain controller or an agent.',
      cannot,
    ),
  ),
  data: tarpitOr(busy('The reply to DATA')),
  final,
  quit: busy('The reply to QUIT'),
};

const words: Partial<Record<SmtpPhase, string>> = {
  ehlo: 'EHLO',
  auth: 'AUTH',
  mail: 'MAIL FROM',
  rcpt: 'RCPT TO',
  data: 'DATA',
  final: 'the mail itself',
};

function sawSlow(what: string, { p50, p95, max }: Quantiles): string {
  return `${what}: half within ${formatMs(p50)}, 95 % within ${formatMs(p95)}, the slowest ${formatMs(max)}.`;
}

/** Timers are late, and busy computers more so: a delay is recognised within this share of its length. */
const near = 0.05;

/** Whether the times stand at that value: half of them, or the 95 %. */
const isNear = ({ p50, p95 }: Quantiles, wantedMs: number) =>
  [p50, p95].some((ms) => Math.abs(ms - wantedMs) <= near * wantedMs);

/** A 5xx in this phase: what tarpit delays. */
const hasErrorReply = (result: SmtpBurstResult, phase: SmtpPhase) =>
  result.causes.some((cause) => cause.phase === phase && /^5\d\d/.test(cause.example.trim()));

/** Null where connections were kept open, so that their number is not known. */
function sessionsPerMinute(result: SmtpBurstResult): number | null {
  const minutes = (Date.parse(result.endedAt) - Date.parse(result.startedAt)) / 60_000;
  if (result.connections === 'pooled' || !(minutes > 0)) return null;
  return (result.asked - result.notSent) / minutes;
}
