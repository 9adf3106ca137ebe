import { buildTimeline, type TimelineBuilder } from '../../../shared/run/build-timeline';
import type { SmtpBurstResult } from '../../../shared/run/smtp-burst';
import { serverText } from '../../../shared/server-text';
import { classifyFailure } from '../../../shared/smtp/classify';
import { replyCode, type SmtpFailure } from '../../../shared/smtp/failure';
import type { FailedMail } from '../../../shared/smtp/stop-rule';

/** What has happened so far. */
export type TallyCounts = Pick<
  SmtpBurstResult,
  | 'accepted'
  | 'failed'
  | 'unanswered'
  | 'refused421'
  | 'causes'
  | 'firstFailure'
  | 'mostOpen'
  | 'perSecond'
  | 'timeline'
>;

/** The counts of a burst while it runs. Times are milliseconds of the servers' clock since its start. */
export type Tally = {
  accepted(atMs: number): void;
  /** Answers what the stop rule asks. A mail that was whole on its way and got no reply may have been delivered: it counts apart. */
  failed(number: number, failure: SmtpFailure, atMs: number): FailedMail;
  /** It was whole on its way when the user stopped: no failure, but nobody knows. */
  cutOff(): void;
  opened(atMs: number): void;
  closed(atMs: number): void;
  /** Nothing has happened since: the course goes on with as many sessions open. */
  pass(atMs: number): void;
  open(): number;
  counts(): TallyCounts;
};

const longestText = 1000;

export function startTally(): Tally {
  const timeline: TimelineBuilder = buildTimeline(0);
  const causes = new Map<string, SmtpBurstResult['causes'][number]>();
  let [accepted, failed, unanswered, refused421, open, mostOpen, lastAcceptedMs] = [0, 0, 0, 0, 0, 0, 0];
  let firstFailure: SmtpBurstResult['firstFailure'] = null;

  return {
    accepted(atMs) {
      accepted += 1;
      lastAcceptedMs = Math.max(lastAcceptedMs, atMs);
      timeline.count(atMs, 'accepted');
    },
    failed(number, failure, atMs) {
      const { phase } = failure;
      const cause = classifyFailure(failure);
      const text = wordsOf(failure);
      const code = replyCode(failure);
      if (phase === 'final' && (code === null || code < 400)) unanswered += 1;
      else failed += 1;
      if (code === 421) refused421 += 1;
      timeline.count(atMs, code === 421 ? 'refused421' : 'failed');
      const known = causes.get(`${phase} ${cause}`);
      if (known) known.mails += 1;
      else causes.set(`${phase} ${cause}`, { cause, phase, mails: 1, example: text });
      if (!firstFailure || number < firstFailure.number) firstFailure = { number, phase, cause, text };
      return { phase, cause, code };
    },
    cutOff() {
      unanswered += 1;
    },
    opened(atMs) {
      open += 1;
      mostOpen = Math.max(mostOpen, open);
      timeline.open(atMs, open);
    },
    closed(atMs) {
      open -= 1;
      timeline.open(atMs, open);
    },
    pass: (atMs) => timeline.open(atMs, open),
    open: () => open,
    counts: () => ({
      accepted,
      failed,
      unanswered,
      refused421,
      causes: [...causes.values()].sort((one, other) => other.mails - one.mails),
      firstFailure,
      mostOpen,
      perSecond: accepted === 0 || lastAcceptedMs <= 0 ? null : accepted / (lastAcceptedMs / 1000),
      timeline: timeline.timeline(),
    }),
  };
}

/** The server's raw words where it said any, else the failure in words of this program. */
function wordsOf(failure: SmtpFailure): string {
  if (failure.kind === 'timeout') return `No reply within the time limit (${failure.phase}).`;
  const text = serverText(failure.text, longestText).trim();
  if (failure.kind === 'closed') return text === '' ? 'The connection was closed without a reply.' : text;
  return text === '' && failure.kind === 'socket' ? failure.code : text;
}
