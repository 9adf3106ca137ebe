import { parseArgs } from 'node:util';
import { scenarios } from '../../electron/engine/practice/scenarios/scenarios';
import { checkPercentage, checkPerSource } from '../../shared/exchange/validate';

export type RehearseOptions = {
  json: boolean;
  scenario: string;
  /** What step 3 sets; as Exchange takes it. */
  perSource: string;
  percentage: string;
  /** What the relay connector's MaxInboundConnection is in the lab; null = as the scenario has it. */
  maxInbound: string | null;
  /** Sessions that another server holds on the relay connector all the while. */
  foreignSessions: number;
  mails: number;
  seed: number;
};

export const help = `Rehearses the whole fix on the built-in practice servers, without a window.

npm run -s rehearse -- [options]

  --json                 print one JSON object and nothing else
  --scenario NAME        practice scenario (article), one of
                         ${Object.keys(scenarios).join(', ')}
  --per-source N         MaxInboundConnectionPerSource to set: 1 to 10000, or unlimited (100)
  --percentage N         MaxInboundConnectionPercentagePerSource to set: 1 to 100 (3)
  --max-inbound N        MaxInboundConnection of the practice connector, or unlimited (as in the scenario)
  --foreign-sessions N   sessions another server holds meanwhile: 0 to 1000 (0)
  --mails N              mails in each test burst: 1 to 1000 (100)
  --seed N               seed of the practice servers' chance (1)
  --help                 this text

A ladder number of null means that it was never refused: without any limit it stops at 600 sessions, and above some
thousands this computer's own limit of open files can end it first.
`;

type Parsed = { options: RehearseOptions } | { help: true } | { error: string };

/** Every bad word, name or number is refused with what to enter instead. */
export function parseOptions(words: readonly string[]): Parsed {
  let values;
  try {
    ({ values } = parseArgs({ args: [...words], options: shape, allowPositionals: false, strict: true }));
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
  if (values.help) return { help: true };

  const perSource = checkPerSource(values['per-source']);
  if (!perSource.ok) return { error: `--per-source: ${perSource.message}` };
  const percentage = checkPercentage(values.percentage);
  if (!percentage.ok) return { error: `--percentage: ${percentage.message}` };
  const maxInbound = values['max-inbound'] ?? null;
  if (maxInbound !== null && !/^(unlimited|[1-9]\d{0,8})$/i.test(maxInbound)) {
    return { error: '--max-inbound: enter a whole number from 1 to 999999999, or unlimited.' };
  }
  const foreignSessions = wholeNumber(values['foreign-sessions'], 0, 1000);
  if (foreignSessions === null) return { error: '--foreign-sessions: enter a whole number from 0 to 1000.' };
  const mails = wholeNumber(values.mails, 1, 1000);
  if (mails === null) return { error: '--mails: enter a whole number from 1 to 1000.' };
  const seed = wholeNumber(values.seed, 0, 2 ** 31 - 1);
  if (seed === null) return { error: '--seed: enter a whole number from 0 to 2147483647.' };
  return {
    options: {
      json: values.json,
      scenario: values.scenario,
      perSource: perSource.text,
      percentage: percentage.text,
      maxInbound,
      foreignSessions,
      mails,
      seed,
    },
  };
}

const shape = {
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
  scenario: { type: 'string', default: 'article' },
  'per-source': { type: 'string', default: '100' },
  percentage: { type: 'string', default: '3' },
  'max-inbound': { type: 'string' },
  'foreign-sessions': { type: 'string', default: '0' },
  mails: { type: 'string', default: '100' },
  seed: { type: 'string', default: '1' },
} as const;

function wholeNumber(text: string, least: number, most: number): number | null {
  if (!/^\d{1,10}$/.test(text)) return null;
  const value = Number(text);
  return value >= least && value <= most ? value : null;
}
