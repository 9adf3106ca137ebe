import { sqlEncryptionNames, sqlSignInNames } from '../database-mail/sql-session';
import { proofText } from '../exchange/source';
import { wayNames } from '../exchange/ways';
import { practiceTitle } from '../practice/scenarios';
import { leftTexts } from '../run/left-steps';
import { missingText, noneOf } from '../run/known-in-part';
import { mayBeMade } from '../run/may-be-made';
import { changesSettings } from '../run/plan';
import { stepName } from '../run/step-names';
import { changeNote } from '../run/summary-of-changes';
import { withUnit } from '../run/with-unit';
import { isExactWhenCopied } from '../visible';
import { html, type Html } from './html';
import { code, facts, group, list, paragraph, section, table } from './parts';
import type { Report } from './report';
import { timeText } from './time-text';

/** Before all else: whatever follows is told of a part of the run. Null where its record was read whole. */
export const damageHtml = ({ journal: { damage } }: Report): Html | null =>
  damage && paragraph(html`<strong>${missingText(damage)}</strong>`);

/** The verdict with its rule and its facts. */
export function verdictHtml({ verdict: { verdict, rule, facts: found, by } }: Report): Html {
  const of = by === 'smtpBurst' ? 'SMTP bursts' : 'Database Mail bursts';
  return html`
    <section class="verdict">
      <h2>Verdict: ${verdict}</h2>
      ${paragraph(rule)} ${list(found)}
      ${by === null ? null : paragraph(`Decided by rule from the two ${of}, one before the changes and one after, not by eye.`)}
    </section>
  `;
}

/** Who, when, where, and with what. */
export function runHtml({ run, connection, connectors, account, hubs, source, ...report }: Report): Html {
  const where =
    run.mode === 'practice' ? `practice servers: ${practiceTitle(run.scenario)}` : 'the servers named below';
  return section(
    'Who, when, where',
    facts([
      ['Ticket', run.ticket || 'none was entered'],
      ['User', run.user],
      ['Machine', run.machine],
      ['Run', run.id],
      ['On', where],
      ['Began', timeText(run.startedAt)],
      ['Finished', run.endedAt === null ? 'not yet' : timeText(run.endedAt)],
      ['This report', `made ${timeText(report.madeAt)} by RelayTune ${report.appVersion} (${report.runtime})`],
      ['RelayTune at the start', run.appVersion],
      ...(run.planFile
        ? [
            [
              'By a plan file',
              `saved ${timeText(run.planFile.savedAt)} by ${run.planFile.savedBy} on ${run.planFile.machine}, run ${run.planFile.runId}, SHA-256 ${run.planFile.sha256}`,
            ] as const,
          ]
        : []),
    ]),
    group(
      'Servers',
      connection === null
        ? paragraph('No server was named.')
        : facts([
            ['Exchange server', connection.exchangeServer],
            ['Way to Exchange', wayNames[connection.exchangeWay]],
            ['SQL Server', connection.sqlServer],
            [
              'Sign-in to SQL Server',
              `${sqlSignInNames[connection.sqlSignIn]}${connection.sqlUser === '' ? '' : `: ${connection.sqlUser}`}`,
            ],
            ['Protection of that session', protectionText(connection)],
            ['Database Mail profile', connection.profile],
            ['Test mailboxes', connection.testMailboxes.join(', ') || 'none'],
          ]),
      facts([
        ['Receive connectors', connectors.join(', ') || 'none was chosen'],
        ['Database Mail account', account ?? 'none was chosen'],
        ['Where the SQL Server’s mail comes from', proofText(source)],
      ]),
      hubs.length === 0
        ? null
        : table(
            'Hub transport servers',
            ['Server', 'Name', 'Version'],
            hubs.map(({ server, fqdn, adminDisplayVersion }) => [server, fqdn, adminDisplayVersion]),
          ),
    ),
  );
}

function protectionText({ sqlEncryption, sqlCertificate }: NonNullable<Report['connection']>): string {
  const encryption = sqlEncryptionNames[sqlEncryption];
  return sqlCertificate === null ? encryption : `${encryption}; certificate accepted by its SHA-256 ${sqlCertificate}`;
}

/** Every setting that was changed, or may have been, in short. */
export function summaryHtml({ changes, left, journal: { damage } }: Report): Html {
  const rows = changes
    .filter((change) => mayBeMade(change) && changesSettings(change.step))
    .flatMap(({ target, changes: settings, step, outcome }) =>
      settings.map(({ setting, before, after }) => ({
        cells: [target, setting, withUnit(setting, before), withUnit(setting, after)],
        note: changeNote(step === 'undo', outcome === 'applied'),
      })),
    );
  // A column that would be empty throughout is none.
  const notes = rows.some(({ note }) => note !== '');
  return section(
    'What was changed',
    rows.length === 0
      ? paragraph(noneOf(damage, 'No change of a setting', 'No setting was changed in this run.'))
      : table(
          'Settings that were changed',
          ['Where', 'Setting', 'Before', 'After', ...(notes ? ['Note'] : [])],
          rows.map(({ cells, note }) => (notes ? [...cells, note] : cells)),
        ),
    ...leftTexts(left).map(paragraph),
  );
}

const checkOutcomes = { passed: 'Passed', warning: 'Warning', blocked: 'Blocked' } as const;

export function checksHtml({ checks, journal: { damage } }: Report): Html {
  return section(
    'Checks before the change',
    checks.length === 0
      ? paragraph(noneOf(damage, 'No check', 'The checks were not run.'))
      : table(
          'Checks',
          ['Check', 'Outcome', 'What was found', 'What to do'],
          checks.map(({ title, outcome, reason, remedy }) => [title, checkOutcomes[outcome], reason, remedy]),
        ),
  );
}

export function acceptancesHtml({ acceptances, journal: { damage } }: Report): Html {
  return section(
    'Warnings that were accepted',
    acceptances.length === 0
      ? paragraph(noneOf(damage, 'None', 'There were none.'))
      : table(
          'Warnings that were accepted',
          ['Where', 'What it said', 'Why it was accepted'],
          acceptances.map(({ where, what, reason }) => [where, what, reason]),
        ),
  );
}

export function openEndsHtml({ unconfirmed, testMails, changes }: Report): Html {
  const takenBack = changes.filter(({ step, outcome }) => step === 'undo' && outcome === 'applied');
  return section(
    'What is left, and what is not certain',
    unconfirmed.length === 0 ? paragraph('Everything above was read or measured.') : list(unconfirmed),
    testMails.length === 0
      ? null
      : table(
          'Test mails of this run',
          ['Subject begins with', 'Queued', 'Removed from msdb by this run'],
          testMails.map(({ subjectStart, queued, removed }) => [subjectStart, queued, removed]),
        ),
    takenBack.length === 0
      ? null
      : paragraph(`${stepName('undo')}: ${takenBack.map(({ target }) => target).join(', ')}.`),
  );
}

/** Nothing on the user's own servers. */
export const lessonHtml = ({ lesson }: Report): Html | null =>
  lesson.length === 0 ? null : section('What was learnt', ...lesson.map(paragraph));

/** How to take back what still stands, or may: with RelayTune, and without it. */
export function undoHtml({ undo: { ps1, sql }, journal: { damage } }: Report): Html {
  const title = 'How to take it back';
  if (ps1 === null && sql === null)
    return section(
      title,
      paragraph(
        damage
          ? 'No change that still stands is in the part of the record that could be read. What came after it may have changed settings: look on the servers at what they are now.'
          : 'Nothing that this run changed still stands: there is nothing to take back.',
      ),
    );
  return section(
    title,
    paragraph(
      'The better way is RelayTune’s own: open it, choose this run in the list on the Start page, and press “Undo”; without it, what follows needs nothing but PowerShell with Exchange’s cmdlets, or a query window. Either takes back only values of this run, and only where they still stand.',
    ),
    damage &&
      paragraph(
        'What follows takes back only what could be read of the record: look on the servers at what was changed after that.',
      ),
    ...script('For the Exchange Management Shell: save it as .ps1, and run it there', ps1),
    ...script('For SQL Server: run it in a query window', sql),
  );
}

/** Without the mark at its beginning, which is of the file. */
function script(title: string, text: string | null): Html[] {
  if (text === null) return [];
  const shown = text.replace(/^\ufeff/, '');
  const note =
    'A name in it holds signs that cannot be seen, or line breaks: they are named here by their numbers or shown as any line break, so do not copy it from this page. The exact script is in RelayTune: open this run, and press “Save the script” on its Result page.';
  return [group(title, isExactWhenCopied(shown) ? null : paragraph(note), code(shown))];
}

export function journalHtml({ journal }: Report): Html {
  const { damage, torn, clockJumps } = journal;
  return section(
    'The run’s record',
    paragraph(
      'Everything above comes from the run’s record, a file of lines that each hold the SHA-256 of the one before: whoever has the record can check that it is this one.',
    ),
    facts([
      ['Records', journal.records],
      ['First', timeText(journal.firstAt)],
      ['Last', timeText(journal.lastAt)],
      ['SHA-256 of the last', journal.sha256 ?? 'none'],
      ['Chain', damage === null ? 'whole' : `${damage.title} ${damage.detail}`],
    ]),
    list(
      torn.map(
        (file) =>
          `A last line that a crash had torn was kept aside, and is not in the chain: ${file} in the run’s folder.`,
      ),
    ),
    list(
      clockJumps.map(
        ({ seq, from, to }) =>
          `The computer’s clock was set back before record ${seq}: from ${timeText(from)} to ${timeText(to)}.`,
      ),
    ),
  );
}
