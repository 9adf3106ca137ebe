// @vitest-environment happy-dom
import { act, fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ProgressLine } from '../../../renderer/components/progress-line';
import { draw } from './page';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const at = (sent: number) => ({
  text: 'Database Mail is sending…',
  done: sent,
  total: 2000,
  counts: [
    { name: 'Sent', value: sent },
    { name: 'Failed', value: 3 },
  ],
});
const spoken = () => document.querySelector('[aria-live="polite"]')?.textContent;

describe('ProgressLine', () => {
  it('shows one bar with its text and the counts', () => {
    draw(<ProgressLine progress={at(1500)} fallback="Queueing…" />);
    const bar = screen.getByRole('progressbar', { name: 'Database Mail is sending…' });
    expect(bar.getAttribute('aria-valuenow')).toBe('0.75');
    expect(screen.getByText('1,500')).toBeTruthy();
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('says the text before the first news, and claims no share of an unknown total', () => {
    draw(<ProgressLine progress={null} fallback="Queueing…" />);
    const bar = screen.getByRole('progressbar', { name: 'Queueing…' });
    expect(bar.hasAttribute('aria-valuenow')).toBe(false);
  });

  it('speaks the newest counts each five seconds, however fast they change', () => {
    const redraw = draw(<ProgressLine progress={at(0)} fallback="Queueing…" />);
    for (let sent = 1; sent <= 48; sent += 1) {
      act(() => void vi.advanceTimersByTime(100));
      redraw(<ProgressLine progress={at(sent)} fallback="Queueing…" />);
      expect(spoken()).toBe('Database Mail is sending…, Sent 0, Failed 3');
    }
    act(() => void vi.advanceTimersByTime(200));
    expect(spoken()).toBe('Database Mail is sending…, Sent 48, Failed 3');
  });

  it('stops once, and says that it is stopping', () => {
    const onStop = vi.fn();
    draw(<ProgressLine progress={at(1)} fallback="Queueing…" onStop={onStop} stopHint="Queued mails still go." />);
    expect(screen.getByText('Queued mails still go.')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Stop' }));
    fireEvent.click(screen.getByRole('button', { name: 'Stopping…' }));
    expect(onStop).toHaveBeenCalledTimes(1);
  });
});
