// @vitest-environment happy-dom
import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import type { Plan } from '../../../shared/run/plan';
import { foldEvents } from '../../../shared/run/fold';
import { PlanConfirmation } from '../../../renderer/components/plan-confirmation';
import { usePlan } from '../../../renderer/components/use-plan';
import { fakeProgram } from './fake-program';
import { ok, renderPage, scriptProgram } from './page';

const state = foldEvents('20261124-120000-abc123', []);
const plan: Plan = {
  id: 'plan-1',
  step: 'efficiency',
  createdAt: '2026-11-24T12:00:00.000Z',
  targets: [
    {
      kind: 'connector',
      key: 'guid',
      name: 'HUB1\\Relay',
      changes: [{ setting: 'TarpitInterval', before: '00:00:05', after: '00:00:00' }],
      effectiveLimit: null,
      command: "Set-ReceiveConnector -Identity 'HUB1\\Relay' -TarpitInterval 00:00:00",
      undoCommand: "Set-ReceiveConnector -Identity 'HUB1\\Relay' -TarpitInterval 00:00:05",
      whatIf: 'What if: Setting Receive connector "HUB1\\Relay".',
      stateHash: 'h',
    },
  ],
  risks: [{ severity: 'danger', text: 'A hardening rule asks to keep it.' }],
  typedName: 'Relay',
  ticks: [{ id: 'known', text: 'I know what this does.' }],
  hash: 'plan-hash',
};

/** The same with nothing to accept. */
const harmless: Plan = { ...plan, risks: [], typedName: null, ticks: [] };

const planning = () => ({
  plan,
  problem: null,
  busy: false,
  review: () => Promise.resolve(),
  again: vi.fn(() => Promise.resolve()),
  close: vi.fn(),
  cancel: vi.fn(),
  cancelled: null,
  progress: null,
  stop: () => undefined,
});

describe('PlanConfirmation', () => {
  it('of several targets can be stopped between two of them', () => {
    const [target] = plan.targets;
    const several = {
      ...harmless,
      targets: plan.targets.concat(target ? { ...target, key: 'other' } : []),
    };
    const program = fakeProgram();
    renderPage(<PlanConfirmation plan={several} planning={planning()} />, state);
    expect(screen.queryByRole('button', { name: 'Stop after this one' })).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'Change 2 connectors' }));
    fireEvent.click(screen.getByRole('button', { name: 'Stop after this one' }));
    expect(program.cancelled).toEqual(program.calls.map(({ callId }) => callId));
    expect(program.cancelled).toHaveLength(1);
  });

  it('shows the exact texts, and asks for the name, the tick and the reason before it applies', async () => {
    const asked = scriptProgram({ apply: () => ok(state) });
    const back = planning();
    renderPage(<PlanConfirmation plan={plan} planning={back} />, state);
    const shown = [...document.querySelectorAll('pre')].map((element) => element.textContent);
    expect(shown).toEqual([plan.targets[0]?.command, plan.targets[0]?.undoCommand]);
    expect(screen.getByText('What if: Setting Receive connector "HUB1\\Relay".')).toBeTruthy();
    expect(screen.getByText('A hardening rule asks to keep it.')).toBeTruthy();

    fireEvent.click(screen.getByRole('button', { name: 'Change 1 connector' }));
    expect(screen.getByText('Enter Relay.')).toBeTruthy();
    expect(screen.getByText('Tick this to go on.')).toBeTruthy();
    expect(screen.getByText('Enter a reason: the report shows it beside what you accept.')).toBeTruthy();
    expect(document.activeElement).toBe(screen.getByRole('checkbox'));

    fireEvent.change(screen.getByRole('textbox', { name: /Type the connector’s name/ }), {
      target: { value: ' Relay ' },
    });
    fireEvent.click(screen.getByRole('checkbox'));
    fireEvent.click(screen.getByRole('button', { name: 'Change 1 connector' }));
    expect(asked).toEqual([]);

    const reason = screen.getByRole('textbox', { name: /^Why is this acceptable here\? It goes into the report\./ });
    fireEvent.change(reason, { target: { value: 'Nobody but us\r\nsends here. ' } });
    fireEvent.click(screen.getByRole('button', { name: 'Change 1 connector' }));
    await waitFor(() => expect(back.close).toHaveBeenCalled());
    expect(asked).toEqual([
      {
        channel: 'apply',
        input: {
          planId: 'plan-1',
          confirmation: {
            hash: 'plan-hash',
            typedName: 'Relay',
            ticks: ['known'],
            reason: 'Nobody but us sends here.',
          },
        },
      },
    ]);
  });

  it('changes nothing on Cancel', () => {
    const asked = scriptProgram({});
    const back = planning();
    renderPage(<PlanConfirmation plan={plan} planning={back} />, state);
    fireEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(back.cancel).toHaveBeenCalled();
    expect(asked).toEqual([]);
  });

  it('shows a refused plan with its way on, and no second try', async () => {
    const stale = {
      code: 'plan/stale',
      title: 'It changed since 12:00.',
      detail: 'TarpitInterval is 00:00:07.',
      hint: 'Plan again.',
    };
    scriptProgram({ apply: () => ({ ok: false, error: stale }), 'runs.current': () => ok(state) });
    const back = planning();
    renderPage(<PlanConfirmation plan={harmless} planning={back} />, state);
    fireEvent.click(screen.getByRole('button', { name: 'Change 1 connector' }));
    expect(await screen.findByText('It changed since 12:00.')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Change 1 connector' })).toBeNull();
    expect(screen.getByRole('button', { name: 'Back to the step' })).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Plan again' }));
    expect(back.again).toHaveBeenCalled();
  });

  it('begins afresh with a plan made again: its own button, nothing typed, and the focus on its heading', async () => {
    const stale = { code: 'plan/stale', title: 'It changed since 12:00.', detail: '', hint: 'Plan again.' };
    const plans = [plan, { ...plan, id: 'plan-2', hash: 'plan-hash-2' }];
    const asked = scriptProgram({
      plan: () => ok(plans.shift()),
      apply: () => ({ ok: false, error: stale }),
      'runs.current': () => ok(state),
    });
    renderPage(<Step />, state);
    fireEvent.click(screen.getByRole('button', { name: 'Review' }));
    await screen.findByRole('button', { name: 'Change 1 connector' });
    fillIn();
    fireEvent.click(screen.getByRole('button', { name: 'Change 1 connector' }));
    const again = await screen.findByRole('button', { name: 'Plan again' });
    again.focus();
    fireEvent.click(again);

    const change = await screen.findByRole('button', { name: 'Change 1 connector' });
    expect(screen.queryByText('It changed since 12:00.')).toBeNull();
    expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'Confirm: remove delays' }));
    expect(nameField().value).toBe('');
    expect(screen.getByRole<HTMLInputElement>('checkbox').checked).toBe(false);
    fillIn();
    fireEvent.click(change);
    await screen.findByRole('button', { name: 'Plan again' });
    expect(asked.filter(({ channel }) => channel === 'apply').map(({ input }) => input)).toMatchObject([
      { planId: 'plan-1', confirmation: { hash: 'plan-hash' } },
      { planId: 'plan-2', confirmation: { hash: 'plan-hash-2' } },
    ]);
  });

  it('offers no scripts of an act, which changes no setting', () => {
    scriptProgram({});
    renderPage(<PlanConfirmation plan={{ ...plan, step: 'restart' }} planning={planning()} />, state);
    expect(screen.getByRole('heading', { name: 'Confirm: restart Database Mail' })).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Save the script' })).toBeNull();
  });

  it('offers scripts only of a plan that waits, not of one that is or was being carried out', async () => {
    const failed = { code: 'exchange/failed', title: 'It failed.', detail: '', hint: '' };
    const program = fakeProgram();
    renderPage(<PlanConfirmation plan={harmless} planning={planning()} />, state);
    expect(screen.getByRole('button', { name: 'Save the script' })).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Change 1 connector' }));
    expect(screen.queryByRole('button', { name: 'Save the script' })).toBeNull();
    await act(async () => {
      program.calls[0]?.answer({ ok: false, error: failed });
      await Promise.resolve();
    });
    expect(await screen.findByText('It failed.')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Save the script' })).toBeNull();
  });
});

const nameField = () => screen.getByRole<HTMLInputElement>('textbox', { name: /Type the connector’s name/ });

function fillIn(): void {
  fireEvent.change(nameField(), { target: { value: 'Relay' } });
  fireEvent.click(screen.getByRole('checkbox'));
  fireEvent.change(screen.getByRole('textbox', { name: /^Why is this acceptable here/ }), {
    target: { value: 'Nobody else sends here.' },
  });
}

/** The way from a form to its confirmation and back, as every step has it. */
function Step() {
  const planning = usePlan();
  if (planning.plan) return <PlanConfirmation plan={planning.plan} planning={planning} />;
  return <button onClick={() => void planning.review({ step: 'timeout', timeout: '60' })}>Review</button>;
}
