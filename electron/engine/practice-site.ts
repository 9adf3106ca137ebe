import { enteredSource } from '../../shared/exchange/source';
import { parseSqlServer } from '../../shared/run/validate-connection';
import { ProblemError } from '../../shared/result';
import type { CommandRunner } from './exchange/command-runner';
import { lateWriteMilliseconds } from './exchange/open-exchange';
import { practiceExchange } from './practice-exchange';
import type { Lab } from './practice/lab';
import type { Site } from './site';
import { openConnections } from './smtp/open-sessions';

/** What a site needs to know of a lab, which may be in this process or in another. */
export type PracticeServers = Pick<
  Lab,
  'clock' | 'addresses' | 'exchange' | 'sql' | 'databaseMail' | 'resolve' | 'close'
>;

export type PracticeOptions = { powerShell: string | null; limitMilliseconds: number };

/** The practice lab as a site: the one place where the engine meets the lab. */
export function practiceSite(lab: Lab, options: PracticeOptions): Site {
  return siteOfServers(lab, practiceExchange({ lab, ...options }), options);
}

/** The same of a lab that may be in another process. @param exchange runs its cmdlets */
export function siteOfServers(lab: PracticeServers, exchange: CommandRunner, options: PracticeOptions): Site {
  // The practice organisation is always there; page 1 only asks for its name.
  exchange.aim({ server: lab.exchange.serverName, way: 'automatic' });
  const sqlNames = new Set([lab.sql.serverName.toLowerCase(), lab.sql.host]);
  const shortName = (name: string) => (name.split('.')[0] ?? name).toLowerCase();
  const isSql = (name: string) => sqlNames.has(name.toLowerCase()) || sqlNames.has(shortName(name));

  return {
    clock: lab.clock,
    exchange,
    powerShell: options.powerShell,
    commandLimit: options.limitMilliseconds,
    lateWriteLimit: lateWriteMilliseconds / lab.clock.factor,
    findSource: ({ sqlServer, sqlAddresses }) =>
      Promise.resolve(
        sqlAddresses.length > 0
          ? enteredSource(sqlAddresses)
          : {
              addresses: [{ address: lab.addresses.sqlServer, origin: `name ${sqlServer}` }],
              proof: 'assumed' as const,
              detail: '',
            },
      ),
    localAddresses: () => [
      { address: lab.addresses.sqlServer, name: lab.sql.serverName },
      { address: lab.addresses.workstation, name: 'workstation' },
    ],
    ladderAddress: lab.addresses.sqlServer,
    sqlTarget({ sqlServer }) {
      const { host, port, instance } = parseSqlServer(sqlServer);
      if (instance === null && isSql(host) && (port === null || port === lab.sql.port)) {
        // The practice traffic never leaves this computer.
        return { host: lab.sql.host, port: lab.sql.port, instance: null, encryption: 'none', certificate: null };
      }
      throw unknownServer(sqlServer, lab.sql.serverName);
    },
    resolve: (name) => Promise.resolve(isSql(name) ? [lab.addresses.sqlServer] : lab.resolve(name)),
    smtpEndpoint: ({ server }, port) =>
      Promise.resolve({ host: lab.addresses.hubs[server] ?? lab.addresses.hub, port }),
    newSessionsPerSecond: Infinity,
    openConnections: (server, signal) => openConnections(server, options.powerShell, signal),
    // The practice servers are ours: the ladder may go as far as MaxInboundConnectionPerSource can.
    mostSessions: 10_005,
    mostTestMails: 10_000,
    practiceNetwork: lab.addresses.hub.split('.').slice(0, 3).join('.'),
    suggestion: {
      connection: {
        exchangeServer: lab.exchange.serverName,
        exchangeWay: 'automatic',
        connectorScope: 'organisation',
        sqlServer: lab.sql.serverName,
        sqlAddresses: [],
        sqlSignIn: 'sqlLogin',
        sqlUser: lab.sql.user,
        sqlEncryption: 'none',
        sqlCertificate: null,
        profile: lab.databaseMail.profile,
        testMailboxes: lab.databaseMail.testMailboxes,
      },
      sqlPassword: lab.sql.password,
    },
    async close() {
      await exchange.close();
      await lab.close();
    },
  };
}

function unknownServer(typed: string, known: string): ProblemError {
  return new ProblemError({
    code: 'connect/unknown-server',
    title: `There is no SQL Server "${typed}" in practice.`,
    detail: `The practice SQL Server is called ${known}.`,
    hint: `Enter ${known}.`,
  });
}
