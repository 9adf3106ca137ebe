import { expect, it } from 'vitest';
import { connections, startProgram } from '../support/practice-program';
import { plainSmtpBurst } from '../support/practice-steps';

it('a run that has changed something stays with its servers', async () => {
  const program = startProgram({ practice: { powerShell: null } });
  await program.connectPractice();
  await program.change(connections);
  const { connection, sqlPassword } = await program.ask('connect.suggest', {});
  for (const other of [{ sqlServer: 'SQL02' }, { exchangeServer: 'ex10-hub9.corp.example' }]) {
    const answer = await program.call('connect.check', { connection: { ...connection, ...other }, sqlPassword });
    expect(answer).toMatchObject({ error: { code: 'connect/other-servers' } });
  }
  // Its own names are welcome in any spelling.
  const same = { ...connection, sqlServer: connection.sqlServer.toLowerCase() };
  expect((await program.ask('connect.check', { connection: same, sqlPassword })).connection).toEqual(same);
});

it('a run whose only act was an SMTP burst stays with its servers too', async () => {
  const program = startProgram({ practice: { powerShell: null } });
  await program.connectPractice();
  await program.ask('measure.smtpBurst', { ...plainSmtpBurst, mails: 2 });
  const { connection, sqlPassword } = await program.ask('connect.suggest', {});
  const answer = await program.call('connect.check', {
    connection: { ...connection, sqlServer: 'SQL02' },
    sqlPassword,
  });
  expect(answer).toMatchObject({ error: { code: 'connect/other-servers' } });
});

it('a run that has only looked forgets the accounts and connectors of other servers, and their session', async () => {
  const program = startProgram({ practice: { powerShell: null } });
  const before = await program.connectPractice();
  expect([before.accounts.length, before.connectors.length, before.connectorGuids.length]).toEqual([4, 4, 1]);
  const { connection, sqlPassword } = await program.ask('connect.suggest', {});
  const wrong = { ...connection, sqlServer: 'SQL02', exchangeServer: 'ex10-hub9.corp.example' };
  const after = await program.ask('connect.check', { connection: wrong, sqlPassword });
  expect([after.accounts, after.accountId, after.connectors, after.connectorGuids]).toEqual([[], null, [], []]);
  // Nothing is read from the server that was named before.
  expect(await program.call('accounts.read', {})).toMatchObject({ error: { code: 'connect/unknown-server' } });
});
