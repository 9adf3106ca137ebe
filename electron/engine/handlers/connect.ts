import { canonicalJson } from '../../../shared/canonical-json';
import type { Source } from '../../../shared/exchange/source';
import { ProblemError } from '../../../shared/result';
import { isSameServer, type Connection } from '../../../shared/run/connection';
import { isMeasured } from '../../../shared/run/measured';
import { runPreflight } from '../../../shared/run/preflight';
import type { RunState } from '../../../shared/run/state';
import { checkConnection } from '../../../shared/run/validate-connection';
import { openSessionOf, type Desk } from '../desk';
import { settleUnknown } from '../run/settle';
import { checkServers, lockedSuggestion } from '../run/plan-file-lock';
import { gatherFacts, gatherSteps } from '../run/gather-facts';
import type { EngineHandlers } from '../types';

export function connectHandlers(desk: Desk): Pick<EngineHandlers, 'connect.suggest' | 'connect.check'> {
  return {
    'connect.suggest'() {
      const { run, site } = openSessionOf(desk);
      return Promise.resolve(lockedSuggestion(run.state(), site.suggestion));
    },
    async 'connect.check'({ connection, sqlPassword }, context) {
      const { run, site, signIn } = openSessionOf(desk);
      const [message] = Object.values(checkConnection(connection));
      if (message)
        throw new ProblemError({
          code: 'connect/invalid',
          title: 'A field cannot be used.',
          detail: message,
          hint: 'Correct it and connect again.',
        });
      const before = run.state();
      checkServers(before, connection);
      if (isAnother(before.connection, connection) && hasActed(before)) throw otherServers(before);
      await run.record({ type: 'connection-set', connection });
      const facts = await gatherFacts({
        site,
        connection,
        connect: () => signIn(connection, sqlPassword, context.signal),
        progress: (text, done) => context.progress({ text, done, total: gatherSteps, counts: [] }),
        signal: context.signal,
        proven: provenSource(before, connection),
        isPractice: before.mode === 'practice',
      });
      await run.record({ type: 'source-found', source: facts.source });
      // What was under way when the run was closed is read as soon as somebody is signed in again; the pages show what stays unknown.
      await settleUnknown(openSessionOf(desk), context);
      return run.record({ type: 'checks-finished', checks: runPreflight(facts) });
    },
  };
}

const isAnother = (one: Connection | null, other: Connection) =>
  one !== null &&
  !(isSameServer(one.sqlServer, other.sqlServer) && isSameServer(one.exchangeServer, other.exchangeServer));

/** What the run did belongs to the servers it did it on: undo, comparison and a stopped queue would go to the wrong ones. */
function hasActed({ changes, before, after, testMails, queue }: RunState): boolean {
  return (
    changes.length > 0 || isMeasured(before) || isMeasured(after) || testMails.length > 0 || queue === 'stopped-by-run'
  );
}

function otherServers({ connection }: RunState): ProblemError {
  return new ProblemError({
    code: 'connect/other-servers',
    title: 'This run has worked on other servers already.',
    detail: `They are ${connection?.exchangeServer ?? ''} and ${connection?.sqlServer ?? ''}: its tests, changes and undo belong to them.`,
    hint: 'Enter the same names as before, or start a new run for the other servers.',
  });
}

/** What a test mail has proven still holds while the same SQL Server is named; null otherwise. */
function provenSource({ source, connection }: RunState, next: Connection): Source | null {
  const isSame =
    connection?.sqlServer === next.sqlServer &&
    canonicalJson(connection.sqlAddresses) === canonicalJson(next.sqlAddresses);
  return isSame && source.proof === 'tracking-log' ? source : null;
}
