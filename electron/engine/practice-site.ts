import type { Command } from '../../shared/exchange/command';
import { parseSqlServer } from '../../shared/run/validate-connection';
import { ProblemError } from '../../shared/result';
import { LabCmdletError, type Lab } from './practice/lab';
import type { Site } from './site';

/** The practice lab as a site: the one place where the engine meets the lab. */
export function practiceSite(lab: Lab): Site {
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
    connectors: {
      list: () => attempt(() => lab.directory.list()),
      read: (guid, domainController) => attempt(() => lab.directory.get(guid, domainController)),
      async run(command) {
        const ran = await attempt(() => runInLab(lab, command));
        await lab.durable();
        return ran;
      },
    },
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
    close: () => lab.close(),
  };
}

/** The lab's directory takes a command's parameters, not its text: the text runs where there is a PowerShell. */
function runInLab(lab: Lab, command: Command): { warnings: string[] } {
  const parameters = new Map(command.parameters);
  const identity = parameters.get('Identity');
  if (command.cmdlet !== 'Set-ReceiveConnector' || identity === undefined) {
    throw new TypeError(`The practice servers do not know ${command.cmdlet}.`);
  }
  const domainController = parameters.get('DomainController');
  const settings = command.parameters.filter(([name]) => name !== 'Identity' && name !== 'DomainController');
  return lab.directory.set(identity, Object.fromEntries(settings), domainController);
}

/** Runs one cmdlet; its error record becomes a Problem. */
function attempt<T>(act: () => T): Promise<T> {
  try {
    return Promise.resolve(act());
  } catch (error) {
    if (!(error instanceof LabCmdletError)) throw error;
    const gone = error.exceptionType.endsWith('ManagementObjectNotFoundException');
    throw new ProblemError({
      code: gone ? 'exchange/not-found' : 'exchange/refused',
      title: gone ? 'The receive connector was not found.' : 'Exchange refused the command.',
      detail: error.message,
      hint: gone
        ? 'Read the connectors again on page 2: it may have been renamed or removed.'
        : 'Correct the value and plan the change again.',
    });
  }
}

function unknownServer(kind: string, typed: string, known: string): ProblemError {
  return new ProblemError({
    code: 'connect/unknown-server',
    title: `There is no ${kind} "${typed}" in practice.`,
    detail: `The practice ${kind} is called ${known}.`,
    hint: `Enter ${known}.`,
  });
}
