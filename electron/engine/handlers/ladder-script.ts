import type { Input, Output } from '../../../shared/contract';
import type { Phase } from '../../../shared/run/measured';
import type { RunState } from '../../../shared/run/state';
import { parseLadderFile } from '../../../shared/smtp/ladder-file';
import { ladderTimeline, limitOf, readLadder } from '../../../shared/smtp/ladder-reading';
import { ladderScript, ladderScriptName, type LadderOrder } from '../../../shared/smtp/ladder-script';
import { chosenConnectors } from '../run/chosen';
import type { Session } from '../session';
import { ladderAim } from './measure-ladder';
import { recorded } from './recorded';

/** The script that climbs the same ladder on the SQL Server, as the connectors were last read. */
export async function writeLadderScript(session: Session, phase: Phase): Promise<Output<'ladder.script'>> {
  return { fileName: ladderScriptName, text: ladderScript(await orderOf(session, phase)) };
}

/** Records what the script measured; throws ProblemError 'ladder/...' (see ladder-file.ts) and 'measure/too-late'. */
export async function importLadder(session: Session, { phase, text }: Input<'ladder.import'>): Promise<RunState> {
  const { said, rungs } = parseLadderFile(text, await orderOf(session, phase));
  const { limit, ...reading } = readLadder(rungs, said.dropped);
  const { connectorIdentity, sourceAddress, startedAt, endedAt, stopped, host, port, alreadyOpen, dropped } = said;
  return recorded(session, { kind: 'ladder', phase }, (id) =>
    Promise.resolve({
      kind: 'ladder',
      id,
      phase,
      connectorIdentity,
      sourceAddress,
      startedAt,
      endedAt,
      stopped,
      host,
      port,
      origin: 'script',
      machine: said.computer,
      alreadyOpen,
      dropped,
      ...reading,
      limit: limitOf(limit, alreadyOpen),
      timeline: ladderTimeline(rungs),
    }),
  );
}

async function orderOf(session: Session, phase: Phase): Promise<LadderOrder> {
  const { site, run } = session;
  const [connector] = chosenConnectors(run.state());
  return {
    runId: run.state().id,
    phase,
    connectorIdentity: connector.identity,
    sourceAddress: site.ladderAddress ?? '',
    ...(await ladderAim(session, connector)),
  };
}
