import type { TranscriptEntry } from '../../../../shared/exchange/transcript';
import type { Problem } from '../../../../shared/result';
import type { PowerShellResult } from './envelope';
import { paragraphs, printedParts } from './printed-text';

export type Transcript = {
  /** @param milliseconds how long it took */
  add(script: string, milliseconds: number, ended: { result: PowerShellResult } | { problem: Problem }): void;
  /** Oldest first. */
  entries(): TranscriptEntry[];
};

const kept = 200;

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
  const { warnings, errors } = ended.result;
  const parts = [
    ...printedParts(ended.result),
    ...warnings.map((text) => `WARNING: ${text}`),
    ...errors.map((error) => `ERROR: ${error.message} (${error.fullyQualifiedErrorId})`),
  ];
  return { ok: errors.length === 0, output: paragraphs(parts) };
}
