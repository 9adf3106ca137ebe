import { formatMs, formatNumber } from '../format';
import type { BurstResult } from '../run/measurement';
import type { Quantiles, SmtpBurstResult } from '../run/smtp-burst';
import { phaseWords } from '../smtp/phase-words';
import type { ReplyClass } from '../smtp/reply-class';
import { describeReplyClass } from '../smtp/reply-meaning';
import { html, type Html } from './html';
import { paragraph, table, together } from './parts';

const meaningCells = (cause: ReplyClass) => {
  const { meaning, helps } = describeReplyClass(cause);
  return [meaning, helps];
};

/** Why mails of an SMTP burst failed, and how long each phase of its sessions took. */
export function smtpCauses(burst: SmtpBurstResult): Html {
  const { phase, causes, firstFailure: first, phases } = burst;
  return together([
    causes.length === 0 ? paragraph(`No mail failed ${phase} the changes.`) : null,
    first &&
      paragraph(
        html`The first mail that failed ${phase} the changes was number ${first.number}, at ${phaseWords[first.phase]}:
          <q>${first.text}</q>`,
      ),
    causes.length === 0
      ? null
      : table(
          `Why mails failed by SMTP, ${phase}`,
          ['Why', 'Where', 'Mails', 'What it means', 'Can this fix help?', 'As received'],
          causes.map(({ cause, phase: where, mails, example }) => [
            describeReplyClass(cause).title,
            phaseWords[where],
            formatNumber(mails),
            ...meaningCells(cause),
            example,
          ]),
        ),
    phases.length === 0
      ? null
      : table(
          `How long each phase took, ${phase}`,
          ['Phase', 'Times', 'Half', '90 %', '95 %', '99 %', 'Slowest'],
          phases.map(({ phase: name, took }) => [phaseWords[name], ...quantileCells(took)]),
        ),
  ]);
}

const quantileCells = ({ count, p50, p90, p95, p99, max }: Quantiles) => [
  formatNumber(count),
  ...[p50, p90, p95, p99, max].map(formatMs),
];

/** Why tries of a Database Mail burst failed, and what happened to other people's mail meanwhile. */
export function burstCauses(burst: BurstResult): Html {
  const { phase, causes, firstFailure: first, foreign, foreignCount, backlog } = burst;
  return together([
    causes.length === 0 ? paragraph(`No try failed ${phase} the changes.`) : null,
    first &&
      paragraph(
        html`The first try that failed ${phase} the changes was of mail ${first.number} (mailitem_id
          ${first.mailitemId}): <q>${first.text}</q>`,
      ),
    causes.length === 0
      ? null
      : table(
          `Why tries failed, ${phase}`,
          ['Why', 'Mails', 'Tries', 'What it means', 'Can this fix help?', 'As received'],
          causes.map(({ cause, mails, tries, example }) => [
            describeReplyClass(cause).title,
            formatNumber(mails),
            formatNumber(tries),
            ...meaningCells(cause),
            example,
          ]),
        ),
    foreign.length === 0
      ? null
      : table(
          `Mail of other senders that failed or was retried meanwhile, ${phase}`,
          ['mailitem_id', 'Last failed try (server time)', 'Why', 'Now', 'Profile'],
          foreign.map((mail) => [
            mail.mailitemId,
            mail.when?.replace('T', ' ') ?? 'not in the log',
            mail.cause === null ? 'not in the log' : describeReplyClass(mail.cause).title,
            mail.status,
            mail.profile ?? 'none any more',
          ]),
        ),
    foreignCount > foreign.length ? paragraph(`And ${formatNumber(foreignCount - foreign.length)} more.`) : null,
    paragraph(
      `Waiting when the burst ${phase} the changes began: ${backlog.isComplete ? '' : 'at least '}${formatNumber(backlog.unsent)} unsent and ${formatNumber(backlog.retrying)} retrying mails of others.`,
    ),
  ]);
}
