// @vitest-environment happy-dom
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { PlanConfirmation } from '../../../renderer/components/plan-confirmation';
import { ConnectPage } from '../../../renderer/pages/connect/connect-page';
import { ConnectionsPage } from '../../../renderer/pages/connections/connections-page';
import { ConnectorPage } from '../../../renderer/pages/connector/connector-page';
import { EfficiencyPage } from '../../../renderer/pages/efficiency/efficiency-page';
import { StartPage } from '../../../renderer/pages/start/start-page';
import { TimeoutPage } from '../../../renderer/pages/timeout/timeout-page';
import type { RunState } from '../../../shared/run/state';
import { makePlan, makeTarget } from '../../support/run-fixtures';
import { makePlanFile } from '../shared/run/make-plan-file';
import { draw, ok, renderPage, scriptProgram } from './page';
import { chosenRun, connectedRun, freshRun, readRun, relay } from './states';

const file = makePlanFile();
/** The file's connector is the one that was read. */
const ofRelay = (state: RunState): RunState => ({ ...state, planFile: makePlanFile({ plans: plansFor(relay.guid) }) });
const plansFor = (key: string) => [
  makePlan({ targets: [makeTarget({ key, name: relay.identity })] }),
  makePlan({
    step: 'timeout',
    targets: [
      makeTarget({
        kind: 'account',
        key: '3',
        name: 'Newsletter',
        changes: [{ setting: 'timeout', before: '20', after: '60' }],
      }),
    ],
  }),
];

describe('the senior’s side', () => {
  const planning = () => ({
    plan: null,
    problem: null,
    busy: false,
    review: () => Promise.resolve(),
    again: () => Promise.resolve(),
    close: vi.fn(),
    cancel: vi.fn(),
    cancelled: null,
    progress: null,
    stop: () => undefined,
  });

  it('saves a plan with those kept before, and says the fingerprint', async () => {
    const kept = plansFor(relay.guid)[1];
    const state = { ...chosenRun, kept: kept ? [kept] : [], ticket: 'CHG-1' };
    const asked = scriptProgram({
      'planFile.save': () => ok({ saved: true, fingerprint: '3f2a 91bc 07de' }),
      'runs.current': () => ok({ ...state, ticket: 'CHG-2' }),
    });
    renderPage(<PlanConfirmation plan={makePlan()} planning={planning()} />, state);
    fireEvent.click(screen.getByRole('button', { name: 'Save as plan file…' }));
    const panel = within(screen.getByRole('region', { name: 'A plan file for a colleague' }));
    expect(panel.getAllByRole('rowheader').map((cell) => cell.textContent)).toEqual([
      'EX10-HUB1\\Relay SQL',
      'EX10-HUB1\\Relay SQL',
      'Newsletter',
    ]);
    fireEvent.change(panel.getByLabelText('Ticket'), { target: { value: 'CHG-2' } });
    fireEvent.click(panel.getByRole('button', { name: 'Save the plan file…' }));
    expect(await panel.findByText('3f2a 91bc 07de')).toBeTruthy();
    expect(asked).toEqual([
      { channel: 'planFile.save', input: { planId: 'plan-1', ticket: 'CHG-2' } },
      { channel: 'runs.current', input: {} },
    ]);
  });

  it('says nothing was saved when the dialog was cancelled, and why where it failed', async () => {
    const problem = {
      code: 'file/not-written',
      title: 'The file could not be written.',
      detail: 'Full.',
      hint: 'Free some.',
    };
    const answers = [ok({ saved: false, fingerprint: '3f2a 91bc 07de' }), { ok: false, error: problem }];
    scriptProgram({ 'planFile.save': () => answers.shift(), 'runs.current': () => ok(chosenRun) });
    renderPage(<PlanConfirmation plan={makePlan()} planning={planning()} />, chosenRun);
    fireEvent.click(screen.getByRole('button', { name: 'Save as plan file…' }));
    fireEvent.click(screen.getByRole('button', { name: 'Save the plan file…' }));
    await waitFor(() => expect(answers).toHaveLength(1));
    expect(screen.queryByText('3f2a 91bc 07de')).toBeNull();
    await waitFor(() =>
      expect(screen.getByRole('button', { name: 'Save the plan file…' }).getAttribute('aria-disabled')).toBeNull(),
    );
    fireEvent.click(screen.getByRole('button', { name: 'Save the plan file…' }));
    expect(await screen.findByText('The file could not be written.')).toBeTruthy();
  });

  it.each([
    ['a restart has no values', makePlan({ step: 'restart' }), chosenRun],
    ['the run carries out a plan file itself', makePlan(), ofRelay(chosenRun)],
  ])('offers none where %s', (_why, plan, state) => {
    scriptProgram({});
    renderPage(<PlanConfirmation plan={plan} planning={planning()} />, state);
    expect(screen.queryByRole('button', { name: 'Save as plan file…' })).toBeNull();
  });
});

describe('the junior’s side', () => {
  it('opens a plan file from Start, or shows why not', async () => {
    const opened = { ...freshRun, planFile: file };
    const tampered = {
      code: 'plan-file/tampered',
      title: 'This plan file is not as it was saved.',
      detail: 'It differs.',
      hint: 'Ask.',
    };
    const answers: unknown[] = [ok(null), { ok: false, error: tampered }, ok(opened)];
    scriptProgram({ 'runs.list': () => ok([]), 'planFile.open': () => answers.shift() });
    const onOpen = vi.fn();
    draw(<StartPage onOpen={onOpen} />);
    const button = screen.getByRole('button', { name: 'Open a plan file…' });
    fireEvent.click(button);
    await waitFor(() => expect(answers).toHaveLength(2));
    await waitFor(() => expect(button.getAttribute('aria-disabled')).toBeNull());
    fireEvent.click(button);
    expect(await screen.findByText('This plan file is not as it was saved.')).toBeTruthy();
    expect(onOpen).not.toHaveBeenCalled();
    fireEvent.click(button);
    await waitFor(() => expect(onOpen).toHaveBeenCalledWith(opened));
  });

  it('page 1 says who planned it and its fingerprint, and its servers cannot be changed', async () => {
    const { connection } = connectedRun;
    scriptProgram({ 'connect.suggest': () => ok({ connection, sqlPassword: 'x' }) });
    renderPage(<ConnectPage />, { ...freshRun, planFile: file });
    const table = within(screen.getByRole('table', { name: 'The plan file' }));
    expect(table.getByText('senior on ADMIN-PC')).toBeTruthy();
    expect(table.getByText('CHG-1234')).toBeTruthy();
    expect(table.getByText('3f2a 91bc 07de')).toBeTruthy();
    for (const label of ['Exchange server', 'SQL Server', 'Database Mail profile'])
      expect((await screen.findByLabelText<HTMLInputElement>(label)).readOnly).toBe(true);
    expect(screen.getByLabelText<HTMLInputElement>('Password').readOnly).toBe(false);
  });

  it('page 2 has the file’s connectors chosen, and says when one is gone', async () => {
    const state = ofRelay(readRun);
    const asked = scriptProgram({
      'connectors.read': () => ok(state),
      'accounts.read': () => ok(state),
      'connectors.choose': () => ok(state),
    });
    const pages = renderPage(<ConnectorPage />, state);
    const box = await screen.findByRole('checkbox', { name: relay.identity });
    fireEvent.click(box);
    expect(screen.getByText(/The plan file names its connectors/)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Next' }));
    await waitFor(() => expect(pages).toEqual(['measure']));
    expect(asked.filter(({ channel }) => channel === 'connectors.choose')).toEqual([
      { channel: 'connectors.choose', input: { guids: [relay.guid] } },
    ]);
  });

  it('page 2 says when a connector of the file is gone', async () => {
    const plans = plansFor('99999999-6a52-4f4e-9c3b-0a4b5c6d7e8f');
    const state = { ...readRun, planFile: makePlanFile({ plans }) };
    scriptProgram({ 'connectors.read': () => ok(state), 'accounts.read': () => ok(state) });
    renderPage(<ConnectorPage />, state);
    expect(await screen.findByText('Not there any more: EX10-HUB1\\Relay SQL Server.')).toBeTruthy();
  });

  it('page 3 shows the values locked, and reviews them by their place in the file', async () => {
    const drifted = {
      code: 'plan-file/drifted',
      title: 'It is not as when this was planned.',
      detail: 'It is 50, was 20.',
      hint: 'Ask.',
    };
    const answers: unknown[] = [{ ok: false, error: drifted }, ok(makePlan())];
    const asked = scriptProgram({ plan: () => answers.shift() });
    renderPage(<ConnectionsPage />, ofRelay(chosenRun));
    expect(screen.queryAllByRole('textbox')).toEqual([]);
    expect(screen.getByText('100 sessions')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Check and review this change' }));
    expect(await screen.findByText('It is not as when this was planned.')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Check and review this change' }));
    expect(await screen.findByRole('heading', { name: 'Confirm: allow more sessions' })).toBeTruthy();
    expect(asked.map(({ input }) => input)).toEqual([
      { step: 'from-file', index: 0 },
      { step: 'from-file', index: 0 },
    ]);
  });

  it('page 4 says that the file holds nothing for it, and leads on', async () => {
    const state = ofRelay(chosenRun);
    scriptProgram({ 'step.leave': () => ok(state) });
    const pages = renderPage(<EfficiencyPage />, state);
    expect(screen.getByText(/The plan file holds nothing for this step/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Check and review this change' })).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'Next' }));
    await waitFor(() => expect(pages).toEqual(['timeout']));
  });

  it('page 5 asks for the file’s timeout, and offers the restart after it', async () => {
    const state = ofRelay(chosenRun);
    const plan = plansFor(relay.guid)[1];
    if (!plan) throw new Error('A timeout was planned.');
    const done: RunState = {
      ...state,
      changes: [
        {
          plan,
          target: 0,
          announcedAt: '2026-11-24T15:00:00.000Z',
          outcome: 'applied',
          readBack: { timeout: '60' },
          warnings: [],
          problem: null,
        },
      ],
    };
    const asked = scriptProgram({ plan: () => ok(makePlan({ step: 'restart', targets: [] })) });
    renderPage(<TimeoutPage />, done);
    expect(screen.getByText('60 s')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Review the restart' }));
    expect(await screen.findByRole('heading', { name: 'Confirm: restart Database Mail' })).toBeTruthy();
    expect(asked).toEqual([{ channel: 'plan', input: { step: 'restart' } }]);
  });
});
