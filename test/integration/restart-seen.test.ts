import { expect, it } from 'vitest';
import { timeoutWaitsForRestart } from '../../shared/run/summary-of-changes';
import { besides, startProgram } from '../support/practice-program';
import { sendMail } from '../support/practice-mail';

const sendNow = async (program: ReturnType<typeof startProgram>) => {
  const sql = await besides(await program.ask('runs.current', {}));
  await sendMail(sql);
  return sql;
};

it('a restart sees the process end though only errors are logged, and the timeout then counts', async () => {
  const program = startProgram({ practice: { powerShell: null, msdb: { loggingLevel: 1 } } });
  await program.connectPractice();
  await program.ask('accounts.choose', { accountId: 2 });
  await sendNow(program);
  await program.change({ step: 'timeout', timeout: '60' });
  const state = await program.change({ step: 'restart' });
  expect(state.changes.at(-1)).toMatchObject({ outcome: 'applied', warnings: [] });
  expect(timeoutWaitsForRestart(state)).toBe(false);
});

it('a restart that could not be seen says so, and the timeout still waits', { timeout: 60_000 }, async () => {
  // This login may do it all but see other sessions, and the log tells of errors alone.
  const grants = [
    ...['sysmail_update_account_sp', 'sysmail_stop_sp', 'sysmail_start_sp', 'sysmail_help_status_sp'],
    ...['sysmail_server', 'sysmail_account', 'sysmail_profile', 'sysmail_profileaccount', 'sysmail_configuration'],
    ...['sysmail_mailitems', 'sysmail_log', 'sysmail_event_log'],
  ];
  const login = { user: 'keeper', password: 'Practice-only-2', role: 'granted', grants } as const;
  const program = startProgram({ practice: { powerShell: null, msdb: { loggingLevel: 1, logins: [login] } } });
  await program.connectPractice();
  await program.ask('accounts.choose', { accountId: 2 });
  const { connection } = await program.ask('connect.suggest', {});
  await program.ask('connect.check', { connection: { ...connection, sqlUser: 'keeper' }, sqlPassword: login.password });
  await sendNow(program);
  const state = await program.change({ step: 'restart' });
  expect(state.changes.at(-1)).toMatchObject({
    outcome: 'applied',
    warnings: [expect.stringMatching(/was not seen to end within 60 s/)],
  });
  expect(state.queue).toBe('restarted');
});
