// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { LadderPanel } from '../../../renderer/components/ladder-panel';
import { noSource } from '../../../shared/exchange/source';
import type { LadderResult } from '../../../shared/run/measurement';
import type { RunState } from '../../../shared/run/state';
import { makeLadder, makePlan, makeTarget } from '../../support/run-fixtures';
import { click, here, measured, own, servers, sources, without } from './ladder-page';
import { ok, renderPage, scriptProgram } from './page';
import { relay } from './states';

const there = { address: own, name: 'Ethernet 2', isSqlServer: true };

const limits = { MaxInboundConnectionPerSource: '100', MaxInboundConnectionPercentagePerSource: '3' };
/** Step 3 is done: the connector's limits are 100 and 3 % now, and were 20 and 2 %. */
const connectionsChanged: RunState = {
  ...servers,
  connectors: [{ ...relay, attributes: { ...relay.attributes, ...limits } }],
  changes: [
    {
      plan: makePlan({ targets: [makeTarget({ key: relay.guid })] }),
      target: 0,
      announcedAt: '2026-11-24T12:10:00.000Z',
      outcome: 'applied',
      readBack: {},
      warnings: [],
      problem: null,
    },
  ],
};

const choice = () => screen.findByLabelText<HTMLSelectElement>('Open the sessions from');

describe('the ladder’s source address', () => {
  it('is the SQL Server’s where this computer has it, and no warning is given', async () => {
    const asked = scriptProgram({ ...sources(here, there), 'measure.ladder': () => ok(measured({})) });
    renderPage(<LadderPanel phase="before" isOver={false} />, servers);
    expect((await choice()).value).toBe(own);
    expect(screen.queryByText(/the SQL Server’s address \(/)).toBeNull();
    click('Climb the ladder');
    await screen.findByText('As expected (20).');
    expect(without(asked)).toEqual([{ channel: 'measure.ladder', input: { phase: 'before', sourceAddress: own } }]);
  });

  it('is the system’s choice elsewhere, with a warning that names the script', async () => {
    const asked = scriptProgram(sources(here));
    renderPage(<LadderPanel phase="before" isOver={false} />, servers);
    expect((await choice()).value).toBe('system');
    expect(
      screen.getByText(/This may not be the SQL Server’s address .* Run ladder\.ps1 on the SQL Server/),
    ).toBeTruthy();
    click('Climb the ladder');
    await waitFor(() => expect(without(asked)).toHaveLength(1));
    expect(without(asked)[0]?.input).toEqual({ phase: 'before', sourceAddress: null });
  });

  it('is what the last result was measured from, and what is chosen then', async () => {
    const asked = scriptProgram(sources(here, there));
    renderPage(<LadderPanel phase="after" isOver={false} />, measured({ sourceAddress: here.address }));
    expect((await choice()).value).toBe(here.address);
    expect(screen.getByText(/This is not the SQL Server’s address/)).toBeTruthy();
    fireEvent.change(await choice(), { target: { value: own } });
    click('Climb the ladder');
    await waitFor(() => expect(without(asked)).toHaveLength(1));
    expect(without(asked)[0]?.input).toEqual({ phase: 'after', sourceAddress: own });
  });
});

describe('the ladder before it is climbed', () => {
  it('waits until the addresses are read, and warns where they cannot be', async () => {
    const answers: ((answer: unknown) => void)[] = [];
    const asked = scriptProgram({ 'measure.sources': () => new Promise((resolve) => void answers.push(resolve)) });
    renderPage(<LadderPanel phase="before" isOver={false} />, servers);
    click('Climb the ladder');
    expect(without(asked)).toEqual([]);
    expect(screen.queryByText(/the SQL Server’s address \(/)).toBeNull();
    answers[0]?.({ ok: false, error: { code: 'test', title: 'No addresses.', detail: '', hint: '' } });
    expect(await screen.findByText(/This may not be the SQL Server’s address/)).toBeTruthy();
    click('Climb the ladder');
    expect(without(asked)).toEqual([{ channel: 'measure.ladder', input: { phase: 'before', sourceAddress: null } }]);
  });

  it('does not say that it is another address where the SQL Server’s is unknown', async () => {
    scriptProgram(sources(here));
    renderPage(<LadderPanel phase="before" isOver={false} />, { ...servers, source: noSource });
    fireEvent.change(await choice(), { target: { value: here.address } });
    expect(screen.getByText(/This may not be the SQL Server’s address \(an unknown address\)/)).toBeTruthy();
  });

  it('says how long it takes at its pace, from how far it climbs', async () => {
    scriptProgram(sources(there));
    renderPage(<LadderPanel phase="before" isOver={false} />, servers);
    await choice();
    expect(
      screen.getByText(/It takes about 2 s at 15 sessions a second; longer where greetings are slow\./),
    ).toBeTruthy();
  });
});

describe('the ladder’s result', () => {
  const show = (changes: Partial<LadderResult>) => {
    scriptProgram(sources(there));
    renderPage(<LadderPanel phase="before" isOver />, measured(changes));
  };

  it('shows what was opened and what was open before, which together are the limit', () => {
    show({ opened: 17, alreadyOpen: 3, limit: 20 });
    expect(screen.getByText('17 sessions were opened; that address had 3 sessions open already.')).toBeTruthy();
    expect(screen.getByText('As expected (20).')).toBeTruthy();
  });

  it('warns of a limit that was not measured from the SQL Server', () => {
    show({ sourceAddress: '10.1.7.7' });
    expect(screen.getByText(/Limit not measured from the SQL Server but from 10\.1\.7\.7/)).toBeTruthy();
  });

  it.each([
    ['service-not-available', '421 4.3.2 Service not available', /421: service not available/],
    [
      'message-rate-limit',
      '421 4.4.2 Message submission rate for this client has exceeded the configured limit',
      /421: too many mails a minute/,
    ],
    ['back-pressure', '452 4.3.1 Insufficient system resources', /452: back pressure/],
    ['unknown', '421 Go away', /Not recognised/],
  ] as const)('gives no limit for %s, and says what it is', (replyClass, text, words) => {
    show({ opened: 4, limit: null, refusal: { text, class: replyClass } });
    expect(screen.getByText(/No limit was found/)).toBeTruthy();
    expect(screen.getByText('at least 4')).toBeTruthy();
    expect(screen.getByText(words)).toBeTruthy();
  });

  it('tells of sessions that were dropped, and of greetings that came late', () => {
    show({ dropped: 2, limit: null, slow: { session: 9, usualMs: 20, tookMs: 2100, perMinute: 1180 } });
    expect(screen.getByText('No limit was found: 2 sessions ended while they were held.')).toBeTruthy();
    expect(screen.queryByText(/names none|As expected/)).toBeNull();
    expect(
      screen.getByText(/From session 9 on greetings took 2\.1 s instead of 0\.0 s, at 1,180 new sessions a minute/),
    ).toBeTruthy();
  });

  it('is drawn over time', async () => {
    show({ timeline: { sliceMs: 250, slices: [{ open: 20, accepted: 20, refused421: 3, failed: 0 }] } });
    const figure = await screen.findByRole('figure', { name: /Connection ladder, before/ });
    expect(figure.querySelector('table, svg')).toBeTruthy();
  });

  it('takes the total limit for no limit of the source', () => {
    const refusal = {
      text: '421 4.3.2 The maximum number of concurrent server connections has exceeded a limit',
      class: 'total-limit' as const,
    };
    show({ opened: 12, alreadyOpen: 3, limit: null, refusal });
    expect(
      screen.getByText(
        'No limit was found: the total limit MaxInboundConnection was reached with 15 sessions of this source.',
      ),
    ).toBeTruthy();
  });

  it('tells where no ladder climbs so high as the limit, and where it climbed past it', () => {
    show({ opened: 20, limit: null, refusal: null });
    expect(screen.getByText('None refused up to 20; expected 20.')).toBeTruthy();
    cleanup();
    show({ opened: 25, limit: null, refusal: null });
    expect(screen.getByText(/^Expected 20: /)).toBeTruthy();
  });

  it('judges a ladder before the changes by the connector as it was then, and shows both where there are two', () => {
    scriptProgram(sources(there));
    const before = measured({}, connectionsChanged);
    renderPage(<LadderPanel phase="before" isOver />, before);
    expect(screen.getByText('As expected (20).')).toBeTruthy();
    cleanup();
    const after = makeLadder({
      connectorIdentity: relay.identity,
      phase: 'after',
      sourceAddress: '10.1.7.7',
      opened: 100,
      limit: 100,
    });
    renderPage(<LadderPanel phase="after" isOver={false} />, {
      ...before,
      after: { ladder: after, smtpBurst: null, burst: null },
      changesAtTest: { ...before.changesAtTest, ladder: before.changes.length },
    });
    expect(screen.getByText('As expected (100).')).toBeTruthy();
    expect(screen.getByRole('row', { name: 'Sessions of one source 20 100' })).toBeTruthy();
    expect(
      screen.getByText(/The two ladders differ in the source address: .* before, 10\.1\.7\.7 after\./),
    ).toBeTruthy();
  });

  it('says which computer a script ran on', () => {
    show({ origin: 'script', machine: 'SQL01' });
    expect(screen.getByText(/by ladder\.ps1 on SQL01/)).toBeTruthy();
  });
});
