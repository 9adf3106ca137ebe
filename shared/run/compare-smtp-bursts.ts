import type { ReplyClass } from '../smtp/reply-class';
import { beyondThisFix } from './beyond-this-fix';
import { compareSides, minuteText, timeText, whyNotComparable, type Decision, type Side } from './comparison';
import type { SmtpBurstResult } from './smtp-burst';

/**
 * Two SMTP bursts side by side, by the same rule as those of Database Mail. A mail without an answer counts as failed: its
 * sender would try again. Where the times of one are withheld, only counts are compared, and the rule says so.
 */
export function compareSmtpBursts(before: SmtpBurstResult, after: SmtpBurstResult): Decision {
  const difference = whyNotComparable('burst', before, after, pairsOf(before, after)) ?? unknownSource(before, after);
  if (difference !== null) return { verdict: 'Not comparable', rule: difference, facts: [] };
  const areTimed = areTimesCompared(before, after);
  const sides = compareSides(sideOf(before, areTimed), sideOf(after, areTimed), 'accepted');
  const rule = `${sides.rule}${beyondThisFix(after)}`;
  return {
    verdict: sides.verdict,
    rule: areTimed ? rule : `${rule} Only counts are compared: RelayTune itself was late, so its times are withheld.`,
    facts: factsOf(before, after),
  };
}

/** Whether changes of times, and of rates, are the server's: false where RelayTune itself was late in one of the two. */
export const areTimesCompared = (before: SmtpBurstResult, after: SmtpBurstResult) =>
  before.lag.isTrusted && after.lag.isTrusted;

const unknownSource = (before: SmtpBurstResult, after: SmtpBurstResult) =>
  before.sourceAddress === '' || after.sourceAddress === ''
    ? 'The source address of the bursts is not known, so they may have come from two.'
    : null;

const sideOf = (burst: SmtpBurstResult, areTimed: boolean): Side => ({
  symptoms: mailsBy(burst, ['per-source-limit', ...timeouts]),
  failed: burst.failed + burst.unanswered,
  isWhole: burst.accepted === burst.asked,
  p95Ms: areTimed ? (burst.total?.p95 ?? null) : null,
});

const timeouts: readonly ReplyClass[] = ['greeting-timeout', 'answer-timeout', 'acknowledgement-timeout'];

const mailsBy = ({ causes }: SmtpBurstResult, wanted: readonly ReplyClass[]) =>
  causes.filter((entry) => wanted.includes(entry.cause)).reduce((sum, entry) => sum + entry.mails, 0);

function pairsOf(before: SmtpBurstResult, after: SmtpBurstResult) {
  const pair = (what: string, value: (burst: SmtpBurstResult) => string | number) =>
    [what, value(before), value(after)] as const;
  return [
    pair('source address', (burst) => burst.sourceAddress || 'unknown'),
    pair('receive connector', (burst) => burst.connectorIdentity),
    pair('server', (burst) => `${burst.host}:${burst.port}`),
    pair('number of mails', (burst) => burst.asked),
    pair('size of the mails', (burst) => burst.bodyBytes),
    pair('use of connections', (burst) =>
      burst.connections === 'pooled' ? 'open for the next mail' : 'one for each mail',
    ),
    pair('number of sessions allowed', (burst) => burst.sessions),
    pair('rate', (burst) => (burst.ratePerSecond === null ? 'all at once' : `${burst.ratePerSecond}/s`)),
    pair('number of test mailboxes', (burst) => burst.mailboxes),
    pair('encryption', (burst) => (burst.encrypted ? 'encrypted' : 'in the clear')),
    pair('sign-in', (burst) => (burst.signedIn ? 'signed in' : 'anonymous')),
  ];
}

function factsOf(before: SmtpBurstResult, after: SmtpBurstResult): string[] {
  const fact = (name: string, value: (burst: SmtpBurstResult) => string | number) =>
    `${name} ${value(before)} → ${value(after)}`;
  return [
    fact('421s', (burst) => burst.refused421),
    fact('timeouts', (burst) => mailsBy(burst, timeouts)),
    fact('failed', (burst) => burst.failed),
    fact('unanswered', (burst) => burst.unanswered),
    fact('accepted', (burst) => `${burst.accepted} of ${burst.asked}`),
    fact('p95', (burst) => (burst.lag.isTrusted ? timeText(burst.total?.p95 ?? null) : 'withheld')),
    fact('most sessions open', (burst) => burst.mostOpen),
    ...(areTimesCompared(before, after) ? [fact('mails per minute', (burst) => minuteText(burst.perSecond))] : []),
  ];
}
