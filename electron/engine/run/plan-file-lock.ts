import { fullProtection, isSameServer, type Connection } from '../../../shared/run/connection';
import type { PlanRequest } from '../../../shared/run/plan';
import { fileConnectors } from '../../../shared/run/plan-file';
import { locked, otherServers } from '../../../shared/run/plan-file-problem';
import type { RunState } from '../../../shared/run/state';
import type { Site } from '../site';

type Locked = Pick<RunState, 'planFile'>;

/** What a run with a plan file may plan besides it: what takes back, ends or cleans up, and sets no value of its own. */
const besides: ReadonlySet<PlanRequest['step']> = new Set<PlanRequest['step']>([
  'from-file',
  'undo',
  'continue',
  'restart',
  'remove-test-mails',
]);

/** @throws ProblemError 'plan-file/locked' */
export function checkRequest({ planFile }: Locked, { step }: PlanRequest): void {
  if (planFile && !besides.has(step)) throw locked(`It makes no other plan for the step "${step}".`);
}

/** @throws ProblemError 'plan-file/other-servers' */
export function checkServers({ planFile }: Locked, connection: Connection): void {
  const isMeant = (key: 'exchangeServer' | 'sqlServer') => !planFile || isSameServer(planFile[key], connection[key]);
  if (planFile && !(isMeant('exchangeServer') && isMeant('sqlServer'))) throw otherServers(planFile, connection);
}

/** @throws ProblemError 'plan-file/locked' when these are not the plan file's connectors, where it names any */
export function checkConnectors({ planFile }: Locked, guids: readonly string[]): void {
  const wanted = planFile ? fileConnectors(planFile) : [];
  const isSame = wanted.length === new Set(guids).size && wanted.every((guid) => guids.includes(guid));
  if (wanted.length > 0 && !isSame) throw locked('Its connectors are those of the file, all of them and no others.');
}

/** Page 1 as it opens: the plan file's servers; what was agreed to for another SQL Server does not count for this one. */
export function lockedSuggestion({ planFile }: Locked, suggestion: Site['suggestion']): Site['suggestion'] {
  if (!planFile) return suggestion;
  const { exchangeServer, sqlServer, profile } = planFile;
  const { connection } = suggestion;
  const other = isSameServer(connection.sqlServer, sqlServer) ? {} : { ...fullProtection, sqlAddresses: [] };
  return { ...suggestion, connection: { ...connection, ...other, exchangeServer, sqlServer, profile } };
}
