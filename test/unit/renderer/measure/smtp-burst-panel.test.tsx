// @vitest-environment happy-dom
import { fireEvent, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { MeasurePage } from '../../../../renderer/pages/measure/measure-page';
import { TestPage } from '../../../../renderer/pages/test/test-page';
import { ok, renderPage, scriptProgram, type Asked } from '../page';
import { chosenRun } from '../states';
import { burst, inside, measured, panel, send, type } from './smtp-burst-page';

describe('what it asks for', () => {
  it('is a hundred mails at once in practice, one connection each', async () => {
    const asked = scriptProgram({ 'measure.recipients': inside, 'measure.smtpBurst': () => ok(measured(burst())) });
    renderPage(<MeasurePage />, chosenRun);
    send();
    await panel().findByRole('table', { name: 'SMTP burst' });
    expect(asked.find((each) => each.channel === 'measure.smtpBurst')?.input).toEqual({
      phase: 'before',
      mails: 100,
      connections: 'one-per-mail',
      sessions: 50,
      ratePerSecond: null,
      sourceAddress: null,
      encrypt: false,
      signIn: null,
      acceptedOutside: [],
    });
  });

  it('is fifteen a second on real servers, where that is the most', async () => {
    const asked = scriptProgram({ 'measure.recipients': inside });
    renderPage(<MeasurePage />, { ...chosenRun, mode: 'servers' });
    type('Mails a second', '16');
    type('Mails to send by SMTP', '1001');
    type('Sessions at once', '0');
    send();
    expect(panel().getByText('Enter a number from 0.1 to 15.')).toBeTruthy();
    expect(panel().getByText('Enter a whole number from 1 to 1000.')).toBeTruthy();
    expect(panel().getByText('Enter a whole number from 1 to 600.')).toBeTruthy();
    expect(document.activeElement).toBe(panel().getByLabelText('Mails to send by SMTP'));
    type('Mails a second', '');
    expect(panel().getByText('Enter a number from 0.1 to 15.')).toBeTruthy();
    type('Mails a second', '7.5');
    type('Mails to send by SMTP', '1000');
    type('Sessions at once', '20');
    send();
    await waitFor(() =>
      expect(asked.find((each) => each.channel === 'measure.smtpBurst')?.input).toMatchObject({
        mails: 1000,
        sessions: 20,
        ratePerSecond: 7.5,
      }),
    );
  });

  it('takes ten thousand in practice', () => {
    scriptProgram({ 'measure.recipients': inside });
    renderPage(<MeasurePage />, chosenRun);
    type('Mails to send by SMTP', '10001');
    send();
    expect(panel().getByText('Enter a whole number from 1 to 10000.')).toBeTruthy();
  });

  it('is the same after the changes as before them', async () => {
    const asked = scriptProgram({ 'measure.recipients': inside });
    renderPage(
      <TestPage />,
      measured(
        burst({ asked: 300, sessions: 40, ratePerSecond: 12, connections: 'pooled', encrypted: true }),
        burst({ phase: 'after', asked: 7 }),
      ),
    );
    expect(panel().getByRole<HTMLInputElement>('checkbox', { name: 'Encrypt each session (STARTTLS)' }).checked).toBe(
      true,
    );
    send();
    await waitFor(() =>
      expect(asked.find((each) => each.channel === 'measure.smtpBurst')?.input).toMatchObject({
        phase: 'after',
        mails: 300,
        sessions: 40,
        ratePerSecond: 12,
        connections: 'pooled',
        encrypt: true,
      }),
    );
  });

  it('signs in only with a user and a password', async () => {
    const asked = scriptProgram({ 'measure.recipients': inside });
    renderPage(<MeasurePage />, chosenRun);
    fireEvent.click(panel().getByRole('button', { name: 'More choices for the SMTP burst' }));
    fireEvent.click(panel().getByRole('checkbox', { name: 'Sign in to the connector (AUTH)' }));
    type('User', 'CORP\\relay');
    send();
    expect(panel().getByText('Enter the password.')).toBeTruthy();
    expect(asked.map((each) => each.channel)).not.toContain('measure.smtpBurst');
    type('Password', 'A secret 1');
    send();
    await waitFor(() =>
      expect(asked.find((each) => each.channel === 'measure.smtpBurst')?.input).toMatchObject({
        signIn: { user: 'CORP\\relay', password: 'A secret 1' },
      }),
    );
    await waitFor(() => expect(panel().getByLabelText<HTMLInputElement>('Password').value).toBe(''));
    expect(panel().getByLabelText<HTMLInputElement>('User').value).toBe('CORP\\relay');
  });

  it('signs in on real servers only in encrypted sessions', async () => {
    const asked = scriptProgram({ 'measure.recipients': inside });
    renderPage(<MeasurePage />, { ...chosenRun, mode: 'servers' });
    fireEvent.click(panel().getByRole('button', { name: 'More choices for the SMTP burst' }));
    fireEvent.click(panel().getByRole('checkbox', { name: 'Sign in to the connector (AUTH)' }));
    type('User', 'CORP\\relay');
    type('Password', 'A secret 1');
    send();
    expect(panel().getByText(/no password is sent over an unencrypted session/)).toBeTruthy();
    const encrypt = panel().getByRole('checkbox', { name: 'Encrypt each session (STARTTLS)' });
    expect(document.activeElement).toBe(encrypt);
    expect(asked.map((each) => each.channel)).not.toContain('measure.smtpBurst');
    fireEvent.click(encrypt);
    send();
    await waitFor(() => expect(asked.map((each) => each.channel)).toContain('measure.smtpBurst'));
  });
});

describe('from where to where it sends', () => {
  const own = '10.1.5.20';
  const here = { address: '10.1.7.7', name: 'Ethernet', isSqlServer: false };
  const there = { address: own, name: 'Ethernet 2', isSqlServer: true };
  const servers = { ...chosenRun, mode: 'servers' as const };
  const choice = () => panel().findByLabelText<HTMLSelectElement>('Send from');
  const notOwn = /^This may not be the SQL Server’s address \(10\.1\.5\.20\)/;
  const sentFrom = async (asked: readonly Asked[]) => {
    await waitFor(() => expect(asked.map((each) => each.channel)).toContain('measure.smtpBurst'));
    return (asked.find((each) => each.channel === 'measure.smtpBurst')?.input as { sourceAddress: unknown })
      .sourceAddress;
  };

  it('is from the SQL Server’s address where this computer has it, to the connector that was chosen', async () => {
    const asked = scriptProgram({
      'measure.recipients': inside,
      'measure.sources': () => ok({ sources: [here, there] }),
    });
    renderPage(<MeasurePage />, servers);
    expect((await choice()).value).toBe(own);
    expect(panel().queryByText(notOwn)).toBeNull();
    expect(panel().getByText('Goes to ex10-hub1.corp.example:25, connector EX10-HUB1\\Relay SQL Server.')).toBeTruthy();
    send();
    expect(await sentFrom(asked)).toBe(own);
  });

  it('is from what the system chooses elsewhere, with a warning', async () => {
    const asked = scriptProgram({ 'measure.recipients': inside, 'measure.sources': () => ok({ sources: [here] }) });
    renderPage(<MeasurePage />, servers);
    expect((await choice()).value).toBe('system');
    expect(panel().getByText(notOwn)).toBeTruthy();
    send();
    expect(await sentFrom(asked)).toBeNull();
  });

  it('is from where the test before was sent, whatever the one after was', async () => {
    const asked = scriptProgram({
      'measure.recipients': inside,
      'measure.sources': () => ok({ sources: [here, there] }),
    });
    renderPage(
      <TestPage />,
      measured(burst({ sourceAddress: here.address }), burst({ phase: 'after', sourceAddress: own })),
    );
    expect((await choice()).value).toBe(here.address);
    send();
    expect(await sentFrom(asked)).toBe(here.address);
  });
});

describe('whom it sends to', () => {
  it('names the mailboxes, and warns of one alone', () => {
    scriptProgram({ 'measure.recipients': inside });
    const connection = chosenRun.connection && { ...chosenRun.connection, testMailboxes: ['relay.test1@corp.example'] };
    renderPage(<MeasurePage />, { ...chosenRun, connection });
    expect(panel().getByText('Sends to your test mailbox: relay.test1@corp.example.')).toBeTruthy();
    expect(panel().getByText(/^One mailbox alone distorts the test/)).toBeTruthy();
  });

  it('sends outside the accepted domains only where that was ticked, for one test', async () => {
    const outside = ['me@elsewhere.example'];
    const asked = scriptProgram({
      'measure.recipients': () => ok({ acceptedDomains: ['corp.example'], outside }),
      'measure.smtpBurst': () => ok(measured(burst({ outside }))),
    });
    renderPage(<MeasurePage />, chosenRun);
    const box = await panel().findByRole<HTMLInputElement>('checkbox', {
      name: 'Send to me@elsewhere.example all the same',
    });
    send();
    expect(panel().getByText('Tick this, or name other mailboxes on page 1.')).toBeTruthy();
    expect(document.activeElement).toBe(box);
    expect(asked.map((each) => each.channel)).not.toContain('measure.smtpBurst');
    fireEvent.click(box);
    send();
    await panel().findByRole('table', { name: 'SMTP burst' });
    expect(asked.find((each) => each.channel === 'measure.smtpBurst')?.input).toMatchObject({
      acceptedOutside: ['me@elsewhere.example'],
    });
    expect(panel().getByRole<HTMLInputElement>('checkbox', { name: /all the same$/ }).checked).toBe(false);
  });

  it('asks for the tick with other words where the domains cannot be told', async () => {
    const outside = ['relay.test1@corp.example', 'relay.test2@corp.example'];
    scriptProgram({ 'measure.recipients': () => ok({ acceptedDomains: null, outside }) });
    renderPage(<MeasurePage />, chosenRun);
    expect(await panel().findByText(/^Exchange did not show its accepted domains to this user/)).toBeTruthy();
    expect(panel().queryByText(/outside the domains/)).toBeNull();
    expect(
      panel().getByRole('checkbox', { name: /^Send to relay\.test1@corp\.example, .* all the same$/ }),
    ).toBeTruthy();
  });
});
