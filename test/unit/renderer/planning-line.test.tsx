// @vitest-environment happy-dom
import { fireEvent, screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { PlanningLine } from '../../../renderer/components/planning-line';
import type { Planning } from '../../../renderer/components/use-plan';
import { draw } from './page';

const idle: Planning = {
  plan: null,
  problem: null,
  busy: false,
  progress: null,
  stop: () => undefined,
  review: () => Promise.resolve(),
  again: () => Promise.resolve(),
  close: () => undefined,
  cancel: () => undefined,
  cancelled: null,
};

test('a plan that takes its time says what it waits for, and can be given up', async () => {
  const stop = vi.fn();
  const text = 'Waiting for what the server may still be doing…';
  const redraw = draw(
    <PlanningLine planning={{ ...idle, busy: true, stop, progress: { text, done: 3, total: 60, counts: [] } }} />,
  );
  expect(screen.queryByRole('progressbar')).toBeNull();
  expect(await screen.findByRole('progressbar', { name: text })).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Stop' }));
  expect(stop).toHaveBeenCalledOnce();
  redraw(<PlanningLine planning={idle} />);
  expect(screen.queryByRole('progressbar')).toBeNull();
});
