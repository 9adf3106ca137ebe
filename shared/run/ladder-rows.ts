import { measuredLimit } from './compare-ladders';
import type { LadderResult } from './measurement';

/** What a ladder tells, in words. */
export const ladderRows: readonly [name: string, show: (ladder: LadderResult) => string][] = [
  ['Sessions of one source', measuredLimit],
  ['From', (ladder) => `${ladder.sourceAddress} (${ladder.origin === 'here' ? 'this computer' : ladder.machine})`],
  ['To', (ladder) => `${ladder.host}:${ladder.port}`],
  ['Then the server answered', (ladder) => ladder.refusal?.text ?? 'nothing: it refused none'],
];
