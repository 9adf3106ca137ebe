import type { Lab } from '../../electron/engine/practice/lab';
import type { SqlConnection } from '../../electron/engine/database-mail/sql-connection';
import { problemOf } from './problem-of';

/** Queues one mail through sp_send_dbmail; answers its id. */
export async function sendMail(sql: SqlConnection, profile = 'Newsletter'): Promise<number> {
  const parameters = { profile_name: profile, recipients: 'relay.test1@corp.example', subject: 'x', body: 'y' };
  const output = await sql.call('msdb.dbo.sp_send_dbmail', parameters, ['mailitem_id']);
  return Number(output.mailitem_id);
}

/** Waits until these mails are sent or failed; answers their states. */
export async function settled(lab: Lab, sql: SqlConnection, ...ids: number[]): Promise<unknown[]> {
  for (;;) {
    const rows = await sql.query(
      `select sent_status from msdb.dbo.sysmail_allitems where mailitem_id in (${ids.join(', ')}) order by mailitem_id`,
    );
    const states = rows.map((row) => row.sent_status);
    if (states.every((state) => state === 'sent' || state === 'failed')) return states;
    await lab.clock.sleep(1000);
  }
}

/** The server's own words, such as "Error 229: ...", that a call is refused with. */
export const refusal = async (act: () => Promise<unknown>): Promise<string> => (await problemOf(act)).detail;
