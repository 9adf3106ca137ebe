import { randomBytes } from 'node:crypto';
import { isExchangeProblem } from '../../../shared/exchange/exchange-problem';
import { isAddress } from '../../../shared/exchange/addresses';
import type { Source } from '../../../shared/exchange/source';
import { ProblemError } from '../../../shared/result';
import type { SqlConnection } from '../database-mail/sql-connection';
import { sendMailProcedure } from '../database-mail/statements';
import type { SiteClock } from '../site';
import type { CommandRunner } from './command-runner';

export type ProofSettings = {
  exchange: CommandRunner;
  sql: SqlConnection;
  clock: SiteClock;
  /** The servers whose message tracking logs are searched. */
  servers: readonly string[];
  /** What was assumed: the other nodes of a cluster stay candidates. */
  known: Source;
  profile: string;
  mailbox: string;
  signal: AbortSignal;
  say(text: string): void;
};

const patience = 120_000;
const pause = 5000;

/**
 * Sends one test mail and looks for it in the message tracking logs of the hubs (Get-MessageTrackingLog -EventId RECEIVE):
 * ClientIp is the address that Exchange sees, ConnectorId the connector that took it. Throws ProblemError when it is not found.
 */
export async function proveSource(settings: ProofSettings): Promise<Source> {
  const { sql, clock, signal, say } = settings;
  const marker = `RelayTune address proof ${randomBytes(6).toString('hex')}`;
  say('Sending one test mail…');
  await sql.call(
    sendMailProcedure,
    { profile_name: settings.profile, recipients: settings.mailbox, subject: marker, body: 'Sent to learn its way.' },
    ['mailitem_id'],
  );
  const until = clock.now() + patience;
  for (;;) {
    say('Looking for it in the message tracking logs…');
    const found = await findMail(settings, marker);
    if (found) return found;
    if (clock.now() > until) throw notFound(marker);
    await clock.sleep(pause, signal);
  }
}

/** Null while no log shows it; throws when every server refuses to be asked. */
async function findMail(settings: ProofSettings, marker: string): Promise<Source | null> {
  const refusals: unknown[] = [];
  for (const server of settings.servers) {
    const found = await searchLog(settings, server, marker).catch((error: unknown) => {
      if (!isExchangeProblem(error)) throw error;
      refusals.push(error);
      return [];
    });
    for (const { ClientIp, ConnectorId } of found) {
      if (typeof ClientIp !== 'string' || !isAddress(ClientIp)) continue;
      const connector = typeof ConnectorId === 'string' && ConnectorId !== '' ? ` by ${ConnectorId}` : '';
      return {
        addresses: [{ address: ClientIp, origin: 'message tracking log' }, ...otherNodes(settings.known, ClientIp)],
        proof: 'tracking-log',
        detail: `a test mail arrived from ${ClientIp} and was taken${connector}.`,
      };
    }
  }
  if (refusals.length > 0 && refusals.length === settings.servers.length) throw refusals[0];
  return null;
}

async function searchLog({ exchange, signal }: ProofSettings, server: string, marker: string) {
  const { output } = await exchange.run(
    {
      cmdlet: 'Get-MessageTrackingLog',
      parameters: [
        ['Server', server],
        ['EventId', 'RECEIVE'],
        ['MessageSubject', marker],
      ],
    },
    signal,
  );
  return output;
}

/** After a failover the mail comes from another node, which this mail cannot show. */
const otherNodes = (known: Source, proven: string) =>
  known.addresses.filter((entry) => entry.address !== proven && entry.origin.startsWith('cluster node'));

function notFound(marker: string): ProblemError {
  return new ProblemError({
    code: 'source/not-found',
    title: 'The test mail was not seen arriving.',
    detail: `Within two minutes no message tracking log showed “${marker}”.`,
    hint: 'It may have been refused or still be waiting: look at the Database Mail log. The role Message Tracking is needed to read the logs. Without a proof the address stays assumed.',
  });
}
