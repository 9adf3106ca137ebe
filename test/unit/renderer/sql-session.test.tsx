// @vitest-environment happy-dom
import { fireEvent, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Consent } from '../../../shared/database-mail/sql-session';
import type { Connection } from '../../../shared/run/connection';
import { ConnectPage } from '../../../renderer/pages/connect/connect-page';
import { ok, renderPage, scriptProgram } from './page';
import { connectedRun, freshRun } from './states';

const certificate = {
  fingerprint: 'AA:BB',
  thumbprint: 'CC:DD',
  subject: 'CN=SSL_Self_Signed_Fallback',
  issuer: 'CN=<b>nobody</b>',
  validFrom: 'Nov 24 2026',
  validTo: 'Dec 4 2026',
};
const theirs = { ...freshRun, mode: 'servers' as const };
const connection: Connection = {
  exchangeServer: 'ex10-hub1.corp.example',
  exchangeWay: 'automatic',
  connectorScope: 'organisation',
  sqlServer: 'SQL01',
  sqlAddresses: [],
  sqlSignIn: 'sqlLogin',
  sqlUser: 'sa',
  sqlEncryption: 'tls',
  sqlCertificate: null,
  profile: 'Newsletter',
  testMailboxes: ['relay.test1@corp.example'],
};

/** A program that asks for this consent at the first check and is content at the second. */
function askingFor(consent: Consent) {
  const asked = scriptProgram({
    'connect.suggest': () => ok({ connection, sqlPassword: '' }),
    'connect.check': () => {
      const blocked = {
        id: 'sql',
        title: 'SQL Server answers',
        outcome: 'blocked' as const,
        reason: 'No.',
        remedy: 'Agree.',
        command: null,
        consent,
      };
      return ok({ ...theirs, connection, checks: asked.length < 3 ? [blocked] : connectedRun.checks });
    },
  });
  renderPage(<ConnectPage />, theirs);
  const checked = () => (asked.at(-1)?.input as { connection: Connection }).connection;
  return { asked, checked };
}

const check = async () => fireEvent.click(await screen.findByRole('button', { name: 'Connect and check' }));

describe('what protects the session to SQL Server', () => {
  it.each<[Consent, string, RegExp, Partial<Connection>]>([
    [
      { kind: 'certificate', certificate },
      'Trust this certificate and check again',
      /accept this certificate/,
      { sqlEncryption: 'tls', sqlCertificate: 'AA:BB' },
    ],
    [{ kind: 'tls10' }, 'Use TLS 1.0 and check again', /accept TLS 1\.0/, { sqlEncryption: 'tls10' }],
    [
      { kind: 'none' },
      'Go on without encryption and check again',
      /travels in clear for this run/,
      { sqlEncryption: 'none', sqlCertificate: null },
    ],
  ])('is given up only after a tick ($kind)', async (consent, act, tick, agreed) => {
    const { asked, checked } = askingFor(consent);
    await screen.findByLabelText('Password');
    await check();
    const button = await screen.findByRole('button', { name: act });
    fireEvent.click(button);
    expect(asked).toHaveLength(2);
    expect(screen.getByText('Tick this to go on.')).toBeTruthy();
    expect(document.activeElement).toBe(screen.getByRole('checkbox', { name: tick }));
    fireEvent.click(screen.getByRole('checkbox', { name: tick }));
    fireEvent.click(button);
    await screen.findByText('1 passed, 1 warning, 0 blocked.');
    expect(checked()).toMatchObject(agreed);
  });

  it('shows the certificate as text, both fingerprints to be copied', async () => {
    askingFor({ kind: 'certificate', certificate });
    await screen.findByLabelText('Password');
    await check();
    expect(await screen.findByText('AA:BB')).toBeTruthy();
    expect(screen.getByText('CC:DD')).toBeTruthy();
    expect(screen.getByText('CN=<b>nobody</b>')).toBeTruthy();
  });

  it('is asked for anew, without the tick of the question before', async () => {
    const questions: Consent[] = [{ kind: 'certificate', certificate }, { kind: 'none' }];
    const asked = scriptProgram({
      'connect.suggest': () => ok({ connection, sqlPassword: '' }),
      'connect.check': () => {
        const consent = questions[asked.length - 2] ?? null;
        const row = { id: 'sql', title: 'SQL Server answers', outcome: 'blocked' as const, reason: 'No.' };
        return ok({ ...theirs, connection, checks: [{ ...row, remedy: 'Agree.', command: null, consent }] });
      },
    });
    renderPage(<ConnectPage />, theirs);
    await screen.findByLabelText('Password');
    await check();
    fireEvent.click(await screen.findByRole('checkbox', { name: /accept this certificate/ }));
    fireEvent.click(screen.getByRole('button', { name: 'Check again' }));
    const box = await screen.findByRole<HTMLInputElement>('checkbox', { name: /travels in clear/ });
    expect(box.checked).toBe(false);
  });

  it('is not given up for another server than the one that was asked about', async () => {
    askingFor({ kind: 'none' });
    await screen.findByLabelText('Password');
    await check();
    expect(await screen.findByText('SQL01: Go on without encryption?')).toBeTruthy();
    fireEvent.change(screen.getByLabelText('SQL Server'), { target: { value: 'SQL02' } });
    expect(screen.queryByText('SQL01: Go on without encryption?')).toBeNull();
  });

  it('is whole again for another server, and at the press of a button', async () => {
    scriptProgram({
      'connect.suggest': () =>
        ok({ connection: { ...connection, sqlEncryption: 'none', sqlCertificate: 'AA:BB' }, sqlPassword: '' }),
    });
    renderPage(<ConnectPage />, theirs);
    await screen.findByLabelText('Password');
    fireEvent.click(screen.getByRole('button', { name: 'More choices' }));
    expect(screen.getByText(/^Session to SQL Server: not encrypted/)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Back to full protection' }));
    expect(screen.getByText(/^Session to SQL Server: TLS 1\.2/)).toBeTruthy();
  });
});

describe('the sign-in to SQL Server', () => {
  it('asks for what each kind needs, and keeps what was typed', async () => {
    scriptProgram({ 'connect.suggest': () => ok({ connection, sqlPassword: '' }) });
    renderPage(<ConnectPage />, theirs);
    await screen.findByLabelText('Password');
    fireEvent.click(screen.getByRole('radio', { name: 'The Windows user who runs RelayTune' }));
    expect(screen.queryByLabelText('Password')).toBeNull();
    fireEvent.click(screen.getByRole('radio', { name: 'Domain user and password (NTLM)' }));
    expect(screen.getByLabelText<HTMLInputElement>('Domain user').value).toBe('sa');
    await check();
    expect(screen.getByText('Enter the user as DOMAIN\\user, for example CORP\\anna.admin.')).toBeTruthy();
  });

  it('is by SQL Server login alone in practice', async () => {
    scriptProgram({ 'connect.suggest': () => ok({ connection, sqlPassword: '' }) });
    renderPage(<ConnectPage />, freshRun);
    await screen.findByLabelText('Password');
    expect(screen.queryByText('Sign in to SQL Server as')).toBeNull();
  });
});
