import { unreadableAttributes } from '../exchange/attribute-types';
import { serversOf, type Connector } from '../exchange/connector';
import type { Hub } from '../exchange/hub';
import { proofText } from '../exchange/source';
import { exchangeVersion, versionName } from '../exchange/version';
import type { Problem } from '../result';
import { check, failed, passed } from './check-row';
import type { Check } from './connection';
import type { ExchangeFacts, PreflightFacts, Reading } from './preflight-facts';

/** What every write of pages 3 and 4 needs; without one of these nothing can be changed. */
const neededToWrite = ['Identity', 'MaxInboundConnectionPerSource', 'MaxInboundConnectionPercentagePerSource'];
/** Missing, these leave a part out or make it less safe. */
const wished = ['DomainController', 'WhatIf', 'TarpitInterval', 'MaxAcknowledgementDelay'];
const askForRole = 'Ask for the management role Receive Connectors (in Organization Management and Server Management).';

/** What the Exchange half tells without the SQL Server. */
export function exchangeChecks(facts: PreflightFacts, exchange: ExchangeFacts): Check[] {
  return [
    passed('exchange', 'Session to Exchange', `The connectors are reached ${exchange.through}.`),
    readCheck(exchange.connectors),
    writeCheck(exchange.setParameters),
    ...('read' in exchange.hubs ? [versionCheck(exchange.hubs.read)] : [hubsNotRead(exchange.hubs.failed)]),
    reachableCheck(exchange.unreachable),
    ...('read' in exchange.connectors ? [attributesCheck(exchange.connectors.read)] : []),
    sourceCheck(facts),
  ];
}

function readCheck(connectors: Reading<Connector[]>): Check {
  const title = 'Right to read connectors';
  if ('failed' in connectors) return failed('read-role', title, connectors.failed);
  const hubs = serversOf(connectors.read).length;
  return connectors.read.length === 0
    ? check('read-role', title, 'blocked', 'Get-ReceiveConnector answered with no connector at all.', askForRole)
    : passed(
        'read-role',
        title,
        `${connectors.read.length} receive connectors on ${hubs === 1 ? 'one hub' : `${hubs} hubs`} were read.`,
      );
}

function writeCheck(parameters: Reading<string[]>): Check {
  const title = 'Right to change connectors';
  if ('failed' in parameters) {
    const row = failed('write-role', title, parameters.failed);
    // Not known is not missing: -WhatIf shows it before anything is written.
    return parameters.failed.code === 'exchange/unknown-parameters' ? { ...row, outcome: 'warning' } : row;
  }
  const names = new Set(parameters.read.map((name) => name.toLowerCase()));
  const missing = (wanted: readonly string[]) => wanted.filter((name) => !names.has(name.toLowerCase()));
  const needed = missing(neededToWrite);
  if (needed.length > 0) {
    return check('write-role', title, 'blocked', `Set-ReceiveConnector lacks ${needed.join(', ')} here.`, askForRole);
  }
  const absent = missing(wished);
  return absent.length === 0
    ? passed('write-role', title, 'Set-ReceiveConnector is there, with every parameter that RelayTune uses.')
    : check(
        'write-role',
        title,
        'warning',
        `Set-ReceiveConnector lacks ${absent.join(', ')} here.`,
        'The role hides them, or this version does not have them (MaxAcknowledgementDelay is missing in 2007): leave that part out.',
      );
}

const hubsNotRead = (problem: Problem) =>
  check(
    'exchange-version',
    'Exchange versions',
    'warning',
    `The hubs could not be read: ${problem.title} ${problem.detail}`,
    'The role may not hold Get-ExchangeServer: the version and the connection rate are then not known.',
  );

function versionCheck(hubs: readonly Hub[]): Check {
  const title = 'Exchange versions';
  const of = (major: (version: number) => boolean) =>
    hubs.filter((hub) => major(exchangeVersion(hub.adminDisplayVersion)?.major ?? 0));
  const shown = [...new Set(hubs.map((hub) => versionName(hub.adminDisplayVersion)))].join(', ') || 'unknown';
  if (of((major) => major === 14).length === hubs.length && hubs.length > 0)
    return passed('exchange-version', title, `${shown}: what this fix was written for.`);
  const isNewer = of((major) => major >= 15).length > 0;
  return check(
    'exchange-version',
    title,
    'warning',
    `Found: ${shown}.`,
    isNewer
      ? 'MaxAcknowledgementDelay has no effect from Exchange 2013 on; the connection limits do. Change the FrontendTransport connector there.'
      : 'Exchange 2007 has no MaxAcknowledgementDelay; the connection limits work as in 2010.',
  );
}

function reachableCheck(unreachable: ExchangeFacts['unreachable']): Check {
  const title = 'Hubs can be reached';
  return unreachable.length === 0
    ? passed('reachable', title, 'The SMTP port of each hub that serves the SQL Server can be opened from here.')
    : check(
        'reachable',
        title,
        'warning',
        unreachable.map(({ server, reason }) => `${server}: ${reason}`).join(' '),
        'The connection ladder cannot be run from here then; changing the connector still works. Check the name, the port and the firewall.',
      );
}

function attributesCheck(connectors: readonly Connector[]): Check {
  const title = 'Attributes understood';
  const odd = connectors.flatMap((connector) =>
    unreadableAttributes(connector).map((reason) => `${connector.identity}: ${reason}`),
  );
  const [first] = odd;
  return first === undefined
    ? passed('attributes', title, 'Every value of every connector can be read.')
    : check(
        'attributes',
        title,
        'warning',
        odd.length === 1 ? first : `${first} (and ${odd.length - 1} more)`,
        'Compare with Get-ReceiveConnector | fl in the Exchange Management Shell; RelayTune does not guess.',
      );
}

function sourceCheck({ source, sqlServer }: PreflightFacts): Check {
  const title = 'The SQL Server’s address';
  return source.addresses.length === 0
    ? check(
        'source',
        title,
        'blocked',
        `No address was found for ${sqlServer}.`,
        'Enter the address that its mail comes from, under “More choices”.',
      )
    : passed('source', title, proofText(source));
}
