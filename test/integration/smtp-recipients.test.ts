import { expect, it } from 'vitest';
import { practiceExchange } from '../../electron/engine/practice-exchange';
import type { CommandRunner } from '../../electron/engine/exchange/command-runner';
import { checkRecipients } from '../../electron/engine/handlers/recipients';
import { powerShell } from '../support/powershell';
import { problemOf } from '../support/problem-of';
import { startLab } from '../support/practice-lab';
import { startProgram } from '../support/practice-program';
import { connectedRun } from '../unit/renderer/states';
import { exchangeWith, problem } from '../support/exchange-with';

/** A run on page 6 whose Exchange and test mailboxes are these. */
function sessionWith(exchange: CommandRunner, testMailboxes: string[]) {
  const { connection, ...run } = connectedRun;
  if (!connection) throw new Error('The fixture is not connected.');
  return { run: { state: () => ({ ...run, connection: { ...connection, testMailboxes } }) }, site: { exchange } };
}

const corp = { DomainName: 'corp.example', DomainType: 'Authoritative' };
const mailboxes = ['a@corp.example', 'B@Partner.example', 'c@elsewhere.example'];

it('practice shows its domains, and its test mailboxes are inside', { timeout: 60_000 }, async () => {
  const program = startProgram();
  await program.connectPractice();
  expect(await program.ask('measure.recipients', {})).toEqual({
    acceptedDomains: ['corp.example', '*.lab.corp.example'],
    outside: [],
  });
});

it.skipIf(powerShell === null && process.env.CI !== 'true')(
  'Get-AcceptedDomain answers through PowerShell',
  { timeout: 60_000 },
  async () => {
    const lab = await startLab();
    const exchange = practiceExchange({ lab, powerShell, limitMilliseconds: 20_000 });
    try {
      await exchange.connect({ server: lab.exchange.serverName, way: 'automatic' }, { say: () => undefined });
      const { output } = await exchange.run({
        cmdlet: 'Get-AcceptedDomain',
        parameters: [['Identity', 'partner.example']],
      });
      expect(output).toEqual([
        {
          Name: 'partner.example',
          DomainName: 'partner.example',
          DomainType: 'ExternalRelay',
          Default: 'False',
          MatchSubDomains: 'False',
        },
      ]);
    } finally {
      await exchange.close();
    }
  },
);

it('refuses what lies outside until it was accepted, address by address', async () => {
  const session = sessionWith(
    exchangeWith({ 'Get-AcceptedDomain': [corp, { DomainName: 'partner.example', DomainType: 'ExternalRelay' }] }),
    mailboxes,
  );
  expect(await problemOf(() => checkRecipients(session, ['b@partner.example']))).toEqual({
    code: 'burst/outside-domain',
    title: 'The test would send mail outside your organisation. Nothing was sent.',
    detail:
      'c@elsewhere.example: No accepted domain that Exchange delivers or relays inside the organisation holds them; mail to an external relay domain leaves it.',
    hint: 'Enter test mailboxes of an accepted domain on page 1, or tick that you want to send to these all the same; the report then says so.',
  });
  expect(await checkRecipients(session, ['b@partner.example', 'C@elsewhere.example', 'd@more.example'])).toEqual([
    'B@Partner.example',
    'c@elsewhere.example',
  ]);
});

it('proves nothing where the role does not show the domains', async () => {
  const session = sessionWith(exchangeWith({ 'Get-AcceptedDomain': problem('exchange/no-cmdlet') }), [
    'a@corp.example',
  ]);
  expect(await problemOf(() => checkRecipients(session, []))).toMatchObject({
    code: 'burst/outside-domain',
    detail:
      'a@corp.example: Exchange did not show its accepted domains (Get-AcceptedDomain), so nothing proves that they are inside.',
  });
  expect(await checkRecipients(session, ['a@corp.example'])).toEqual(['a@corp.example']);
});
