import { z } from 'zod';
import { statusOf } from '../../../shared/database-mail/mail-status';
import { fromRanges, subjectStart, toRanges, type TestMails } from '../../../shared/database-mail/test-mails';
import { ProblemError } from '../../../shared/result';
import type { PlanTarget } from '../../../shared/run/plan';
import type { TargetReading, WritableTarget } from '../run/writable-target';
import { hashState, type PlanDraft } from '../run/plan-store';
import { queryByIds } from './ids';
import type { SqlConnection } from './sql-connection';
import { writesAlone, type SqlWriter } from './sql-writer';
import { deleteTestMails, testMailsById } from './statements';

/** Mails deleted by one statement: it is short, and either all of them go or none. */
const mailsAtOnce = 250;
const setting = 'Rows in sysmail_mailitems';

const rowsSchema = z.array(z.object({ mailitem_id: z.int(), sent_status: z.int() }));

/** Own mails by id that are still there under their own subject: those that are done, and those still waiting. */
async function readTestMails(sql: SqlConnection, ids: readonly number[], marker: string) {
  const rows = rowsSchema.parse(await queryByIds(sql, testMailsById, ids, { subjectStart: subjectStart(marker) }));
  const isDone = (code: number) => statusOf(code) === 'sent' || statusOf(code) === 'failed';
  return {
    done: rows.filter((row) => isDone(row.sent_status)).map((row) => row.mailitem_id),
    waiting: rows.filter((row) => !isDone(row.sent_status)).length,
  };
}

/** Removing the mails that this run queued from msdb, and nobody else's. Throws ProblemError 'plan/nothing-to-change'. */
export async function planRemoval(sql: SqlConnection, bursts: readonly TestMails[]): Promise<PlanDraft> {
  const targets: PlanTarget[] = [];
  let waiting = 0;
  for (const { marker, mailIds } of bursts) {
    const found = await readTestMails(sql, fromRanges(mailIds), marker);
    waiting += found.waiting;
    for (let start = 0; start < found.done.length; start += mailsAtOnce)
      targets.push(targetOf(marker, found.done.slice(start, start + mailsAtOnce)));
  }
  if (targets.length === 0) throw nothingToRemove(waiting);
  return { step: 'remove-test-mails', targets, risks: risksOf(waiting), typedName: null, ticks: [] };
}

function targetOf(marker: string, ids: readonly number[]): PlanTarget {
  const [first = 0] = ids;
  return {
    kind: 'test-mails',
    key: `${marker} ${first}`,
    name: `${ids.length} test mails of ${marker}, ids ${first} to ${ids.at(-1) ?? first}`,
    changes: [{ setting, before: String(ids.length), after: '0' }],
    effectiveLimit: null,
    command: deleteTestMails(ids, marker),
    whatIf: null,
    undoCommand: '-- Deleted rows cannot be brought back. The mails themselves stay in the test mailboxes.',
    stateHash: readingOf(ids).hash,
    basis: readingOf(ids).values,
  };
}

function risksOf(waiting: number): PlanDraft['risks'] {
  const risks: PlanDraft['risks'] = [
    {
      severity: 'info',
      text: 'Only mails of this run are deleted, by their ids, and only where the subject is still the run’s. Their retries go with them; the rows of the Database Mail log stay.',
    },
  ];
  if (waiting > 0)
    risks.push({
      severity: 'warning',
      text: `${waiting} test mails are unsent or retrying. They stay: Database Mail still holds a message for each. Remove them later.`,
    });
  return risks;
}

/** The mails of one planned statement: the ids are those that it names. */
export function testMailsTarget(
  sql: SqlConnection,
  planned: PlanTarget,
  openWriter: () => Promise<SqlWriter>,
): WritableTarget {
  const { hold, run, release } = writesAlone(sql, openWriter);
  const ids = (/mailitem_id IN \(([\d, ]+)\)/.exec(planned.command)?.[1] ?? '').split(', ').map(Number);
  const marker = planned.key.split(' ')[0] ?? '';
  return {
    hold,
    release,
    read: async () => readingOf((await readTestMails(sql, ids, marker)).done),
    async write() {
      return { warnings: [], output: await run(planned.command) };
    },
  };
}

function readingOf(ids: readonly number[]): TargetReading {
  const ranges = toRanges(ids).map(([first, last]) => (first === last ? String(first) : `${first}-${last}`));
  const values = { [setting]: String(ids.length), mailitem_id: ranges.join(', ') };
  return { hash: hashState(values), values };
}

function nothingToRemove(waiting: number): ProblemError {
  return new ProblemError({
    code: 'plan/nothing-to-change',
    title: 'There is no test mail of this run to remove.',
    detail:
      waiting === 0
        ? 'None of the mails that it queued is in msdb any more.'
        : `${waiting} are unsent or retrying, and stay until Database Mail has done with them.`,
    hint: waiting === 0 ? 'Nothing is left to do.' : 'Try again when they are sent or failed.',
  });
}
