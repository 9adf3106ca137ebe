import { parseSqlServer } from '../../shared/run/validate-connection';
import { ProblemError } from '../../shared/result';
import type { Lab } from './practice/lab';
import { practiceConnectors } from './practice-connectors';
import type { Site } from './site';

/** The practice lab as a site: the one place where the engine meets the lab. */
export function practiceSite(lab: Lab, powerShell: string | null): Site {
  const connectors = practiceConnectors(lab, powerShell);
  const shortName = (name: string) => (name.split('.')[0] ?? name).toLowerCase();
  const exchangeNames = new Set([
    lab.exchange.serverName.toLowerCase(),
    shortName(lab.exchange.serverName),
    lab.addresses.hub,
  ]);
  const sqlNames = new Set([lab.sql.serverName.toLowerCase(), shortName(lab.sql.serverName), lab.sql.host]);

  return {
    clock: lab.clock,
    source: { address: lab.addresses.sqlServer, proof: 'assumed' },
    connectors,
    connectorsThrough:
      powerShell === null ? 'asked directly, since this computer has no PowerShell' : `through ${powerShell}`,
    sqlTarget(sqlServer) {
      const { host, port, instance } = parseSqlServer(sqlServer);
      if (instance === null && sqlNames.has(host.toLowerCase()) && (port === null || port === lab.sql.port)) {
        return { host: lab.sql.host, port: lab.sql.port, encrypt: false };
      }
      throw unknownServer('SQL Server', sqlServer, lab.sql.serverName);
    },
    checkExchangeServer(name) {
      if (!exchangeNames.has(name.trim().toLowerCase()))
        throw unknownServer('Exchange server', name, lab.exchange.serverName);
    },
    resolve(name) {
      if (exchangeNames.has(name.toLowerCase())) return [lab.addresses.hub];
      return sqlNames.has(name.toLowerCase()) ? [lab.addresses.sqlServer] : [];
    },
    smtpEndpoint: () => ({ host: lab.exchange.smtpHost, port: lab.exchange.smtpPort }),
    // The practice servers are ours: the ladder may go as far as MaxInboundConnectionPerSource can.
    mostSessions: 10_005,
    suggestion: {
      connection: {
        exchangeServer: lab.exchange.serverName,
        sqlServer: lab.sql.serverName,
        sqlUser: lab.sql.user,
        profile: lab.databaseMail.profile,
        testMailboxes: lab.databaseMail.testMailboxes,
      },
      sqlPassword: lab.sql.password,
    },
    async close() {
      await connectors.close();
      await lab.close();
    },
  };
}

function unknownServer(kind: string, typed: string, known: string): ProblemError {
  return new ProblemError({
    code: 'connect/unknown-server',
    title: `There is no ${kind} "${typed}" in practice.`,
    detail: `The practice ${kind} is called ${known}.`,
    hint: `Enter ${known}.`,
  });
}
