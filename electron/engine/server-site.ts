import { lookup } from 'node:dns/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { emptyConnection, fullProtection, type Connection } from '../../shared/run/connection';
import { parseSqlServer } from '../../shared/run/validate-connection';
import { ladderPerSecond, mostOnServers } from '../../shared/smtp/ladder-length';
import { findSource } from './exchange/find-source';
import { lateWriteMilliseconds, openExchange, requestLimit } from './exchange/open-exchange';
import { powerShellRunner } from './exchange/powershell-runner';
import type { Site, SiteClock } from './site';
import { localAddresses } from './smtp/local-addresses';
import { openConnections } from './smtp/open-sessions';

const wallClock: SiteClock = {
  factor: 1,
  now: () => Date.now(),
  sleep: (milliseconds, signal) => sleep(milliseconds, undefined, signal ? { signal } : {}),
};

const sqlPort = 1433;

/**
 * The user's own servers. Nothing is listened on, and nobody is spoken to but the servers that were named.
 * @param last what was entered in an earlier run, to begin with
 */
export function serverSite(powerShell: string, last: Connection | null): Site {
  const exchange = powerShellRunner(openExchange(powerShell));
  return {
    clock: wallClock,
    exchange,
    powerShell,
    commandLimit: requestLimit,
    lateWriteLimit: lateWriteMilliseconds,
    findSource: (connection, sql) => findSource(connection, sql, resolve),
    localAddresses: () => localAddresses(),
    ladderAddress: undefined,
    sqlTarget({ sqlServer, sqlEncryption, sqlCertificate }) {
      const { host, port, instance } = parseSqlServer(sqlServer);
      const where = instance === null ? { port: port ?? sqlPort, instance } : { port: null, instance };
      return { host, ...where, encryption: sqlEncryption, certificate: sqlCertificate };
    },
    resolve,
    smtpEndpoint: ({ fqdn }, port) => Promise.resolve({ host: fqdn, port }),
    newSessionsPerSecond: ladderPerSecond,
    openConnections: (server, signal) => openConnections(server, powerShell, signal),
    mostSessions: mostOnServers,
    mostTestMails: 1000,
    suggestion: {
      connection: last ? { ...last, ...fullProtection } : emptyConnection,
      sqlPassword: '',
    },
    close: () => exchange.close(),
  };
}

/** By the system's own resolver, as every other program here finds the name; empty where nobody knows it. */
async function resolve(name: string): Promise<string[]> {
  const found = await lookup(name, { all: true }).catch(() => []);
  return [...new Set(found.map((entry) => entry.address))];
}
