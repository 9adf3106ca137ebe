import { openSessionOf, type Desk } from '../desk';
import { readBacklog, readNewestMail } from '../database-mail/backlog';
import type { EngineHandlers } from '../types';
import { measureBurst } from './measure-burst';
import { importLadder, writeLadderScript } from './ladder-script';
import { measureLadder, readSources } from './measure-ladder';
import { measureSmtpBurst } from './measure-smtp-burst';
import { recorded } from './recorded';

type Channels =
  | 'measure.sources'
  | 'measure.ladder'
  | 'ladder.script'
  | 'ladder.import'
  | 'measure.smtpBurst'
  | 'measure.burst'
  | 'databaseMail.backlog';

export function measureHandlers(desk: Desk): Pick<EngineHandlers, Channels> {
  return {
    'measure.sources': () => Promise.resolve(readSources(openSessionOf(desk))),
    async 'measure.ladder'(wanted, context) {
      const session = openSessionOf(desk);
      return recorded(session, { kind: 'ladder', phase: wanted.phase }, (id) =>
        measureLadder(session, id, wanted, context),
      );
    },
    'ladder.script': async ({ phase }) => writeLadderScript(openSessionOf(desk), phase),
    'ladder.import': async (wanted) => importLadder(openSessionOf(desk), wanted),
    async 'measure.smtpBurst'(wanted, context) {
      const session = openSessionOf(desk);
      return recorded(session, { kind: 'smtpBurst', phase: wanted.phase }, (id) =>
        measureSmtpBurst(session, id, wanted, context),
      );
    },
    async 'measure.burst'(wanted, context) {
      const session = openSessionOf(desk);
      const afterMailId = await readNewestMail(await session.sql());
      return recorded(session, { kind: 'databaseMailBurst', phase: wanted.phase, afterMailId }, (id) =>
        measureBurst(session, id, wanted, context),
      );
    },
    'databaseMail.backlog': async () => readBacklog(await openSessionOf(desk).sql()),
  };
}
