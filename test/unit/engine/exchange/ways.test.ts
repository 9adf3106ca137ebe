import { expect, it } from 'vitest';
import type { PowerShellResult } from '../../../../electron/engine/exchange/powershell/envelope';
import type { PowerShellSession, RunOptions } from '../../../../electron/engine/exchange/powershell/session';
import { connectBy } from '../../../../electron/engine/exchange/ways';

type Sent = { script: string; options: RunOptions };

/** A session that gives these answers in turn, and keeps what it was sent. */
function scripted(...answers: Partial<PowerShellResult>[]) {
  const sent: Sent[] = [];
  const session: PowerShellSession = {
    run(script, options = {}) {
      sent.push({ script, options });
      return Promise.resolve({ output: [], errors: [], warnings: [], screen: '', ...answers[sent.length - 1] });
    },
    close: () => Promise.resolve(),
  };
  return { session, sent };
}

const context = { server: 'ex10-hub1.corp.example', signal: undefined, say: () => undefined };
const text = (value: string) => ({ output: [{ '': value }] });

it('Kerberos opens one session to the endpoint by the server’s own name, and imports nothing', async () => {
  const { session, sent } = scripted(text('True'));
  expect(await connectBy.kerberos(session, context)).toBe(
    'through PowerShell remoting to http://ex10-hub1.corp.example/PowerShell/',
  );
  expect(sent.map((one) => one.script)).toEqual([
    "$global:RelayTuneSession = New-PSSession -ConfigurationName Microsoft.Exchange -ConnectionUri 'http://ex10-hub1.corp.example/PowerShell/' -Authentication Kerberos\n$null -ne $global:RelayTuneSession",
  ]);
});

it('other credentials wait for the dialog without a time limit, and for the session with one', async () => {
  const { session, sent } = scripted(text('True'), text('True'));
  await connectBy.credential(session, context);
  expect(sent.map((one) => one.options.limitMilliseconds)).toEqual([null, 90_000]);
  expect(sent[1]?.script).toContain('-Credential $global:RelayTuneCredential');
});

it('the management tools refuse a 32-bit process, and say so', async () => {
  const { session } = scripted(text('32-bit'));
  await expect(connectBy.managementShell(session, context)).rejects.toMatchObject({
    problem: { code: 'exchange/32-bit' },
  });
});

it('the management tools quote their folder, whatever it is called', async () => {
  const { session, sent } = scripted(text("D:\\Bob's Exchange\\V14\\"), {}, text('Get-ReceiveConnector'));
  await connectBy.managementShell(session, context);
  expect(sent[1]).toMatchObject({
    script:
      ". 'D:\\Bob''s Exchange\\V14\\bin\\RemoteExchange.ps1'\nConnect-ExchangeServer -ServerFqdn ex10-hub1.corp.example",
    options: { place: 'global' },
  });
});

it('the management tools tell why, when their script did not give the cmdlet', async () => {
  const blocked = {
    message: 'File RemoteExchange.ps1 cannot be loaded because running scripts is disabled on this system.',
    category: 'SecurityError',
    fullyQualifiedErrorId: 'UnauthorizedAccess',
    reason: 'PSSecurityException',
  };
  const { session } = scripted(text('C:\\Exchange'), { errors: [blocked] }, {});
  await expect(connectBy.managementShell(session, context)).rejects.toMatchObject({
    problem: { code: 'exchange/execution-policy' },
  });
});
