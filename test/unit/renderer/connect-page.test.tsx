// @vitest-environment happy-dom
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Check } from '../../../shared/run/connection';
import { ConnectPage } from '../../../renderer/pages/connect/connect-page';
import { ok, renderPage, scriptProgram } from './page';
import { connectedRun, freshRun } from './states';

const suggestion = { connection: connectedRun.connection, sqlPassword: 'Practice-only-1' };
const suggested = { 'connect.suggest': () => ok(suggestion) };
const field = (label: string) => screen.findByLabelText<HTMLInputElement>(label);
const click = (name: string) => fireEvent.click(screen.getByRole('button', { name }));

async function type(label: string, value: string): Promise<void> {
  fireEvent.change(await field(label), { target: { value } });
}

describe('ConnectPage', () => {
  it('fills in what practice suggests, and checks exactly what is typed', async () => {
    const asked = scriptProgram({ ...suggested, 'connect.check': () => ok(connectedRun) });
    renderPage(<ConnectPage />, freshRun);
    expect((await field('Password')).value).toBe('Practice-only-1');
    expect((await field('Password')).type).toBe('password');
    await type('SQL Server', ' SQL02\\MAIL ');
    await type('Test mailboxes', 'relay.test1@corp.example;\n relay.test3@corp.example\n');
    click('Connect and check');
    expect(await screen.findByText('1 passed, 1 warning, 0 blocked.')).toBeTruthy();
    expect(screen.getByText('Wait for them.')).toBeTruthy();
    expect(asked.at(-1)).toEqual({
      channel: 'connect.check',
      input: {
        connection: {
          exchangeServer: 'ex10-hub1.corp.example',
          exchangeWay: 'automatic',
          connectorScope: 'organisation',
          sqlAddresses: [],
          sqlServer: 'SQL02\\MAIL',
          sqlSignIn: 'sqlLogin',
          sqlUser: 'relaytune',
          sqlEncryption: 'none',
          sqlCertificate: null,
          profile: 'Newsletter',
          testMailboxes: ['relay.test1@corp.example', 'relay.test3@corp.example'],
        },
        sqlPassword: 'Practice-only-1',
      },
    });
  });

  it('keeps what the run was connected to before, not the suggestion', async () => {
    scriptProgram(suggested);
    if (!connectedRun.connection) throw new Error('The state is connected.');
    const connection = { ...connectedRun.connection, profile: 'Alerts', exchangeServer: 'hub2', sqlServer: 'SQL09' };
    renderPage(<ConnectPage />, { ...freshRun, connection: { ...connection, sqlUser: 'sa', testMailboxes: [] } });
    expect((await field('SQL Server')).value).toBe('SQL09');
    expect((await field('Database Mail profile')).value).toBe('Alerts');
  });

  it.each([
    ['Exchange server', 'http://hub/', /^Enter the name of the Exchange server/],
    ['SQL Server', 'SQL01,0', /^Enter a port from 1 to 65535/],
    ['SQL Server login', '  ', /^Enter the SQL Server login\.$/],
    ['Password', 'x'.repeat(129), /^Enter the password: 128 characters at most\.$/],
    ['Database Mail profile', '', /^Enter the name of the Database Mail profile/],
    ['Test mailboxes', 'nobody', /^"nobody" is no mail address/],
  ])(
    'says beside %s what to enter, asks nothing, and takes the message back once it is right',
    async (label, bad, message) => {
      const asked = scriptProgram(suggested);
      renderPage(<ConnectPage />, freshRun);
      const good = (await field(label)).value;
      await type(label, bad);
      expect(screen.queryByText(message)).toBeNull();
      click('Connect and check');
      expect(screen.getByText(message)).toBeTruthy();
      expect((await field(label)).getAttribute('aria-invalid')).toBe('true');
      expect(asked.map((each) => each.channel)).toEqual(['connect.suggest']);
      await type(label, good);
      expect(screen.queryByText(message)).toBeNull();
    },
  );

  it('lets everything be typed when there is no suggestion', async () => {
    scriptProgram({});
    renderPage(<ConnectPage />, freshRun);
    expect((await field('Exchange server')).value).toBe('');
    expect(screen.getByText('No answer to connect.suggest.')).toBeTruthy();
    expect(screen.queryByText('Preparing…')).toBeNull();
  });

  it('goes on only when what stands in the form was checked and nothing is blocked', async () => {
    const blocked: Check = {
      id: 'sql',
      title: 'SQL Server answers',
      outcome: 'blocked',
      reason: 'Login failed.',
      remedy: 'Check the login.',
      command: null,
      consent: null,
    };
    const asked = scriptProgram({
      ...suggested,
      'connect.check': () =>
        ok(asked.length < 3 ? { ...connectedRun, checks: [...connectedRun.checks, blocked] } : connectedRun),
    });
    const opened = renderPage(<ConnectPage />, freshRun);
    await field('SQL Server');
    click('Next');
    expect(screen.getByText(/Connect and check first\./)).toBeTruthy();

    click('Connect and check');
    await screen.findByText('1 passed, 1 warning, 1 blocked.');
    click('Next');
    expect(screen.getByText(/“SQL Server answers” blocks the way: Check the login\./)).toBeTruthy();

    click('Check again');
    await screen.findByText('1 passed, 1 warning, 0 blocked.');
    await type('SQL Server', 'SQL02');
    click('Next');
    expect(screen.getByText(/has changed since the check/)).toBeTruthy();
    expect(opened).toEqual([]);

    await type('SQL Server', 'SQL01');
    click('Next');
    await waitFor(() => expect(opened).toEqual(['connector']));
  });
});
