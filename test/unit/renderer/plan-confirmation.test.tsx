// @vitest-environment happy-dom
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import type { Plan } from '../../../shared/run/plan';
import { foldEvents } from '../../../shared/run/fold';
import { PlanConfirmation } from '../../../renderer/components/plan-confirmation';
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

const planning = () => ({
  plan,
  problem: null,
  busy: false,
  review: () => Promise.resolve(),
  again: vi.fn(() => Promise.resolve()),
  close: vi.fn(),
  cancel: vi.fn(),
  cancelled: null,
});

describe('PlanConfirmation', () => {
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
    expect(screen.getByText('Enter a reason: the report shows it beside what you ticked.')).toBeTruthy();
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
    renderPage(<PlanConfirmation plan={{ ...plan, typedName: null, ticks: [] }} planning={back} />, state);
    fireEvent.click(screen.getByRole('button', { name: 'Change 1 connector' }));
    expect(await screen.findByText('It changed since 12:00.')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Change 1 connector' })).toBeNull();
    expect(screen.getByRole('button', { name: 'Back to the step' })).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Plan again' }));
    expect(back.again).toHaveBeenCalled();
  });
});
