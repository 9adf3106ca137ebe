import type { Rehearsal } from './story';

/** The rehearsal for a person to read. */
export function printReport(result: Rehearsal): string {
  const { expectedLimit, ladder, databaseMailBurst: burst } = result;
  const rows: [string, string, string][] = [
    ['', 'before', 'after'],
    ['sessions one source can hold, by the rule', limit(expectedLimit.before), limit(expectedLimit.after)],
    ['the same, measured by the ladder', limit(ladder.before), limit(ladder.after)],
    ['mails sent of asked', ...both(burst, (side) => `${side.sent} of ${side.asked}`)],
    ['mails failed', ...both(burst, (side) => String(side.failed))],
    ['tries refused with 421', ...both(burst, (side) => String(side.refused421))],
    ['tries timed out', ...both(burst, (side) => String(side.timedOut))],
    ['mails per second (lab time)', ...both(burst, (side) => side.perSecond?.toFixed(2) ?? 'none')],
    [
      'p95 until sent (lab time)',
      ...both(burst, (side) => (side.p95Ms === null ? 'none' : `${(side.p95Ms / 1000).toFixed(1)} s`)),
    ],
  ];
  const changes = result.changes.map(
    (change) => `  ${change.target}: ${change.setting} ${change.before} -> ${change.after}`,
  );
  return [
    `Verdict: ${result.verdict}`,
    '',
    ...rows.map(([name, before, after]) => name.padEnd(44) + before.padStart(12) + after.padStart(12)),
    '',
    changes.length === 0 ? 'Nothing was changed.' : 'Changed:',
    ...changes,
    '',
    `Took ${(result.durationMs / 1000).toFixed(1)} s.`,
    '',
  ].join('\n');
}

const limit = (value: number | null) => (value === null ? 'no limit' : String(value));

type Burst = Rehearsal['databaseMailBurst'];
const both = (burst: Burst, show: (side: Burst['before']) => string): [string, string] => [
  show(burst.before),
  show(burst.after),
];
