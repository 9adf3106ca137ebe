import type { TranscriptEntry } from '../../../../shared/exchange/transcript';
import type { Problem } from '../../../../shared/result';
import type { PowerShellObject, PowerShellResult } from './envelope';

export type Transcript = {
  /** @param milliseconds how long it took */
  add(script: string, milliseconds: number, ended: { result: PowerShellResult } | { problem: Problem }): void;
  /** Oldest first. */
  entries(): TranscriptEntry[];
};

const kept = 200;
const longestOutput = 20_000;

/** What ran in the PowerShell session and what came back: the last 200 requests, in memory only. */
export function createTranscript(now: () => Date = () => new Date()): Transcript {
  const entries: TranscriptEntry[] = [];
  return {
    add(script, milliseconds, ended) {
      entries.push({ at: now().toISOString(), script, milliseconds: Math.round(milliseconds), ...textOf(ended) });
      if (entries.length > kept) entries.shift();
    },
    entries: () => [...entries],
  };
}

function textOf(ended: { result: PowerShellResult } | { problem: Problem }): Pick<TranscriptEntry, 'output' | 'ok'> {
  if ('problem' in ended) return { ok: false, output: `${ended.problem.title} ${ended.problem.detail}` };
  const { screen, output, warnings, errors } = ended.result;
  const parts = [
    screen,
    ...output.map(listText),
    ...warnings.map((text) => `WARNING: ${text}`),
    ...errors.map((error) => `ERROR: ${error.message} (${error.fullyQualifiedErrorId})`),
  ];
  const text = parts.filter((part) => part !== '').join('\n\n');
  const cut =
    text.length > longestOutput ? `${text.slice(0, longestOutput)}\n… (${text.length} characters in all)` : text;
  return { ok: errors.length === 0, output: cut };
}

/** As `Format-List` shows an object. */
function listText(object: PowerShellObject): string {
  const width = Math.max(...Object.keys(object).map((name) => name.length));
  return Object.entries(object)
    .map(([name, value]) => {
      const text = Array.isArray(value) ? `{${value.join(', ')}}` : (value ?? '');
      return name === '' ? text : `${name.padEnd(width)} : ${text}`;
    })
    .join('\n');
}
