// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { BurstChart, type BurstChartProps } from '../../../../renderer/components/measure/burst-chart';
import { endsOf } from '../../../../shared/chart/chart-ends';
import { LateChart } from '../../../../renderer/components/measure/late-chart';
import type { Slice, Timeline } from '../../../../shared/run/timeline';
import { draw } from '../page';

const slice = (changes: Partial<Slice>): Slice => ({ open: 0, accepted: 0, refused421: 0, failed: 0, ...changes });
const timeline: Timeline = {
  sliceMs: 1000,
  slices: [
    slice({ open: 12, accepted: 3 }),
    slice({ open: 20, accepted: 4 }),
    slice({ open: 20, refused421: 9, failed: 1 }),
    slice({ open: 7, accepted: 70, refused421: 12 }),
  ],
};
const props: BurstChartProps = {
  title: 'Before',
  timeline,
  limit: 20,
  what: 'mails',
  seesSessions: true,
  inLabTime: true,
};
const paths = (plot: string) =>
  [...screen.getByRole('img', { name: plot }).querySelectorAll(':scope > path')].map((path) => path.getAttribute('d'));
const texts = (plot: string) =>
  [...screen.getByRole('img', { name: plot }).querySelectorAll('text')].map((text) => text.textContent);
const sessions = 'Chart: sessions open over time, against the limit';
const outcomes = 'Chart: Mails a second, by outcome, over time';

describe('BurstChart', () => {
  it('is named by its title and by what can be read off it', () => {
    draw(<BurstChart {...props} />);
    expect(screen.getByRole('figure', { name: /^Before Most sessions open at once 20/ })).toBeTruthy();
    expect(
      screen.getByText(
        'Most sessions open at once 20, the limit is 20. In 4 s: 77 mails accepted. 21 refused with 421, from 2 s on. 1 failed otherwise. Seconds of lab time.',
      ),
    ).toBeTruthy();
  });

  it('draws the sessions in steps, below the limit’s line, over titled axes', () => {
    draw(<BurstChart {...props} />);
    // 320 px: the axes go from 52 to 308 and from 136 up to 26; 0 to 20 sessions, 0 to 4 s.
    expect(paths(sessions)).toEqual(['M52 70H116V26H180V26H244V97.5H308']);
    expect(texts(sessions)).toEqual([
      'Sessions open',
      ...['0', '5', '10', '15', '20'],
      ...['0', '1', '2', '3', '4'],
      'Seconds (lab time)',
      'Limit 20',
    ]);
    const line = screen.getByRole('img', { name: sessions }).querySelector(':scope > line');
    expect([line?.getAttribute('y1'), line?.getAttribute('y2')]).toEqual(['26', '26']);
  });

  it('stacks the outcomes as a rate, each with a pattern of its own', () => {
    draw(<BurstChart {...props} />);
    // 0 to 100 a second.
    expect(paths(outcomes)).toEqual([
      'M52 136V132.7H116V136zM116 136V131.6H180V136zM244 136V59H308V136z',
      'M180 136V126.1H244V136zM244 59V45.8H308V59z',
      'M180 126.1V125H244V126.1z',
    ]);
    const fills = [...screen.getByRole('img', { name: outcomes }).querySelectorAll(':scope > path')].map((path) =>
      path.getAttribute('fill')?.replace(/^url\(#.*-/, ''),
    );
    expect(fills).toEqual([undefined, 'refused421)', 'failed)']);
    expect(screen.getByText('Accepted: 77')).toBeTruthy();
    expect(screen.getByText('Refused with 421: 21')).toBeTruthy();
    expect(screen.getByText('Failed otherwise: 1')).toBeTruthy();
  });

  it('has each pattern once, which its legend takes too', () => {
    draw(
      <>
        <BurstChart {...props} />
        <BurstChart {...props} title="After" />
      </>,
    );
    const ids = [...document.querySelectorAll('pattern')].map((pattern) => pattern.id);
    expect(ids).toHaveLength(4);
    expect(new Set(ids).size).toBe(4);
    const used = [...document.querySelectorAll('path[fill^="url"]')].map((path) => path.getAttribute('fill'));
    expect(used).toHaveLength(8);
    for (const fill of used) expect(ids.map((id) => `url(#${id})`)).toContain(fill);
  });

  it('begins with its caption', () => {
    draw(<BurstChart {...props} />);
    expect(screen.getByRole('figure').firstElementChild?.tagName).toBe('FIGCAPTION');
    expect(screen.getByRole('figure').querySelectorAll('figcaption')).toHaveLength(1);
  });

  it('writes a limit of thousands as one', () => {
    draw(<BurstChart {...props} timeline={{ sliceMs: 1000, slices: [slice({ open: 1200 })] }} limit={5000} />);
    expect(texts(sessions)).toContain('Limit 5,000');
  });

  it('opens as a table', () => {
    draw(<BurstChart {...props} />);
    const button = screen.getByRole('button', { name: 'Show as table: Before' });
    expect(button.getAttribute('aria-expanded')).toBe('false');
    fireEvent.click(button);
    const table = screen.getByRole('table', { name: 'Before, as a table' });
    expect(
      within(table)
        .getAllByRole('columnheader')
        .map((cell) => cell.textContent),
    ).toEqual(['From second (lab time)', 'Sessions open, at most', 'Accepted', 'Refused with 421', 'Failed otherwise']);
    expect(within(table).getByRole('row', { name: '3 7 70 12 0' })).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Hide the table: Before' }));
    expect(screen.queryByRole('table')).toBeNull();
  });

  it('shows no sessions where the test cannot see them', () => {
    const blind = { ...timeline, slices: timeline.slices.map((each) => ({ ...each, open: null })) };
    draw(<BurstChart {...props} timeline={blind} seesSessions={false} inLabTime={false} />);
    expect(screen.queryByRole('img', { name: sessions })).toBeNull();
    expect(texts(outcomes)).toContain('Seconds');
    expect(screen.getByText(/^In 4 s: 77 mails/)).toBeTruthy();
  });

  it('names a limit far above everything, and does not draw it', () => {
    draw(<BurstChart {...props} limit={100} />);
    expect(texts(sessions)).toContain('Limit 100');
    cleanup();
    draw(<BurstChart {...props} limit={5000} />);
    expect(screen.getByText(/^Most sessions open at once 20, the limit is 5,000\./)).toBeTruthy();
    expect(texts(sessions).filter((text) => text.startsWith('Limit'))).toEqual([]);
  });

  it('has axes before anything has happened', () => {
    draw(<BurstChart {...props} timeline={{ sliceMs: 250, slices: [] }} />);
    expect(texts(sessions)).toContain('Sessions open');
    expect(paths(outcomes)).toEqual([]);
  });
});

it('draws two tests to the same ends', () => {
  const after: Timeline = { sliceMs: 1000, slices: [slice({ open: 90, accepted: 100 })] };
  const ends = endsOf([
    { timeline, limit: 20 },
    { timeline: after, limit: 100 },
  ]);
  expect(ends).toEqual({ seconds: 4, sessions: 100, perSecond: 100, mostOpen: 90 });
  draw(<BurstChart {...props} timeline={after} limit={100} ends={ends} />);
  // One second is a quarter of the axis.
  expect(paths(sessions)).toEqual(['M52 37H116']);
});

it('draws the limit of a quiet test beside a busy one', () => {
  const quiet: Timeline = { sliceMs: 1000, slices: [slice({ open: 3, accepted: 3 })] };
  const ends = endsOf([
    { timeline, limit: 20 },
    { timeline: quiet, limit: 100 },
  ]);
  expect(ends).toMatchObject({ sessions: 100, mostOpen: 20 });
  draw(<BurstChart {...props} timeline={quiet} limit={100} ends={ends} />);
  expect(texts(sessions)).toContain('Limit 100');
});

it('draws a short test beside a long one in columns of the same width, so that their rates compare', () => {
  // Sixty columns over 120 s: two seconds each. Four mails in the first quarter second are two a second then.
  const short: Timeline = {
    sliceMs: 250,
    slices: [slice({ accepted: 4 }), ...Array.from({ length: 7 }, () => slice({}))],
  };
  const long: Timeline = { sliceMs: 2000, slices: Array.from({ length: 60 }, () => slice({ accepted: 2 })) };
  const ends = endsOf([
    { timeline: short, limit: null },
    { timeline: long, limit: null },
  ]);
  expect(ends).toMatchObject({ seconds: 120, perSecond: 2 });
  draw(<BurstChart {...props} timeline={short} limit={null} ends={ends} />);
  // The axis ends at 150 s.
  expect(paths(outcomes)).toEqual(['M52 136V26H55.4V136z']);
});

it('is loaded late', async () => {
  draw(<LateChart {...props} />);
  expect(await screen.findByRole('figure')).toBeTruthy();
});
