import { addressesOf } from '../exchange/source';
import { formatMs } from '../format';
import { bothSides } from '../run/both-sides';
import { burstNotes, type BurstNote } from '../run/burst-notes';
import { burstRows } from '../run/burst-rows';
import { compareBursts } from '../run/compare-bursts';
import { compareLadders } from '../run/compare-ladders';
import { comparedTable, type ComparedRow } from '../run/compared-rows';
import { compareSmtpBursts } from '../run/compare-smtp-bursts';
import type { Decision } from '../run/comparison';
import { ladderRows } from '../run/ladder-rows';
import type { Measurement } from '../run/measurement';
import { outdatedText } from '../run/outdated';
import { smtpBurstRows } from '../run/smtp-burst-rows';
import { smtpBurstNotes } from '../run/smtp-burst-notes';
import type { TestKey } from '../run/state';
import { burstCauses, smtpCauses } from './causes-html';
import { chartsHtml, type Chart } from './chart-html';
import { html, type Html } from './html';
import { facts, list, paragraph, section, table, together } from './parts';
import type { Report } from './report';
import { timeText } from './time-text';

/** The connection ladder, before and after; null where none was climbed. */
export function ladderHtml(report: Report): Html | null {
  const { before, after } = both(report, 'ladder');
  const ladders = [before, after].filter((ladder) => ladder !== null);
  if (ladders.length === 0) return null;
  const compared = before && after ? compareLadders(before, after) : null;
  return section(
    'Connection ladder',
    paragraph('Sessions are opened one after the other, and no mail is sent: how many can one source hold at once?'),
    outdated(report, 'ladder'),
    compared &&
      paragraph(
        compared.notComparable ? `Not comparable: ${compared.notComparable}` : html`<strong>${compared.fact}</strong>`,
      ),
    table(
      'Connection ladder',
      ['Measured', ...ladders.map(({ phase }) => (phase === 'before' ? 'Before' : 'After'))],
      ladderRows.map(([name, show]) => [name, ...ladders.map(show)]),
    ),
    when(ladders),
    chartsHtml(charts(report, 'ladder', 'Connection ladder', 'sessions')),
  );
}

/** The burst that RelayTune's own SMTP client sent; null where there was none. */
export function smtpBurstHtml(report: Report): Html | null {
  const { before, after } = both(report, 'smtpBurst');
  if (!before && !after) return null;
  const compared = before && after ? compareSmtpBursts(before, after) : null;
  const notes = bothSides(before, after, (burst) => smtpBurstNotes(burst, addressesOf(report.source)));
  const bursts = [before, after].filter((burst) => burst !== null);
  return section(
    'SMTP burst',
    paragraph('Mails sent by RelayTune’s own SMTP client straight to the receive connector.'),
    ...comparison(report, 'smtpBurst', compared),
    numbers(report, 'SMTP burst', smtpBurstRows, before, after, compared),
    notesHtml(notes),
    together(bursts.map(smtpCauses)),
    ...pointers(report),
    when(bursts),
    together(
      bursts.map((burst) =>
        paragraph(
          `${phaseWord(burst)}: from ${burst.sourceAddress} to ${burst.host}:${burst.port}, ${burst.connectorIdentity}; ${burst.encrypted ? 'encrypted' : 'not encrypted'}, ${burst.signedIn ? 'signed in' : 'not signed in'}; mark of its mails “${burst.marker}”. RelayTune’s own lateness: ${formatMs(burst.lag.p99Ms)} (99 %), ${formatMs(burst.lag.maxMs)} at most.`,
        ),
      ),
    ),
    chartsHtml(charts(report, 'smtpBurst', 'SMTP burst', 'mails')),
  );
}

/** The burst that Database Mail sent; null where there was none. */
export function burstHtml(report: Report): Html | null {
  const { before, after } = both(report, 'burst');
  if (!before && !after) return null;
  const compared = before && after ? compareBursts(before, after) : null;
  const bursts = [before, after].filter((burst) => burst !== null);
  return section(
    'Database Mail burst',
    paragraph('Mails handed to sp_send_dbmail, and followed to their end.'),
    ...comparison(report, 'burst', compared),
    numbers(report, 'Database Mail burst', burstRows, before, after, compared),
    notesHtml(bothSides(before, after, burstNotes)),
    together(bursts.map(burstCauses)),
    when(bursts),
    chartsHtml(charts(report, 'burst', 'Database Mail burst', 'tries')),
  );
}

const both = <K extends TestKey>({ before, after }: Report, test: K) => ({ before: before[test], after: after[test] });

const phaseWord = ({ phase }: Pick<Measurement, 'phase'>) => (phase === 'before' ? 'Before' : 'After');

const outdated = (report: Report, test: TestKey) => {
  const text = outdatedText(report, test);
  return text === null ? null : paragraph(html`<strong>${text}</strong>`);
};

function comparison(report: Report, test: TestKey, compared: Decision | null): (Html | null)[] {
  return [
    outdated(report, test),
    compared && paragraph(html`<strong>${compared.verdict}</strong>: ${compared.rule}`),
    compared && list(compared.facts),
  ];
}

function numbers<T>(
  report: Report,
  caption: string,
  rows: readonly ComparedRow<T>[],
  before: T | null,
  after: T | null,
  compared: Decision | null,
): Html {
  const isComparable = compared !== null && compared.verdict !== 'Not comparable';
  const made = comparedTable({ rows, before, after, isComparable, inLabTime: report.run.mode === 'practice' });
  return table(caption, made.columns, made.rows);
}

const notesHtml = (notes: readonly BurstNote[]) =>
  list(notes.map(({ status, text }) => (status === 'warning' ? `Warning: ${text}` : text)));

const when = (tests: readonly Measurement[]): Html =>
  facts(
    tests.map((test) => [
      `${phaseWord(test)}, from and until`,
      `${timeText(test.startedAt)} to ${timeText(test.endedAt)}${test.stopped ? ' (ended early)' : ''}`,
    ]),
  );

function charts(report: Report, test: TestKey, name: string, what: Chart['what']): Chart[] {
  return (['before', 'after'] as const).flatMap((phase) => {
    const result = report[phase][test];
    if (!result) return [];
    const inLabTime = report.run.mode === 'practice';
    const { timeline } = result;
    return {
      id: `${test}-${phase}`,
      title: `${name}, ${phase}`,
      timeline,
      limit: report.limits[phase][test],
      what,
      inLabTime,
    };
  });
}

function pointers({ pointers: found }: Report): (Html | null)[] {
  if (!found) return [];
  return [
    found.none && paragraph(found.none.text),
    found.pointers.length > 0 ? paragraph('What the times point to (nothing here is proof):') : null,
    list(found.pointers.map(({ seen, pointsTo, remedy }) => `${seen} ${pointsTo} ${remedy}`)),
  ];
}
