import { renderPowerShell } from './command';
import type { Hub } from './hub';
import { exchangeVersion } from './version';

export type NewConnector = {
  hub: Pick<Hub, 'server' | 'adminDisplayVersion'>;
  /** Source addresses of the SQL Server. */
  addresses: readonly string[];
  port: number;
  /** The SQL Server's name, for the connector's. */
  sqlServer: string;
};

/** Exchange's own limit on a connector's name. */
const longestName = 64;

/**
 * The text of a New-ReceiveConnector for a relay connector of the SQL Server's own, to be read and run by an Exchange
 * engineer: RelayTune never runs it. It takes anonymous mail for the organisation's own recipients and opens no relay; the
 * limits are those of page 3. From 2013 on clients reach the front end, so it must have that role.
 */
export function newConnectorText({ hub, addresses, port, sqlServer }: NewConnector): string {
  const isFrontEnd = (exchangeVersion(hub.adminDisplayVersion)?.major ?? 0) >= 15;
  return renderPowerShell({
    cmdlet: 'New-ReceiveConnector',
    parameters: [
      ['Name', `Relay ${sqlServer}`.slice(0, longestName)],
      ['Server', hub.server],
      ...(isFrontEnd ? ([['TransportRole', 'FrontendTransport']] as const) : []),
      ['Usage', 'Custom'],
      ['Bindings', `0.0.0.0:${port}`],
      ['RemoteIPRanges', addresses],
      ['PermissionGroups', 'AnonymousUsers'],
      ['MaxInboundConnectionPerSource', '100'],
      ['MaxInboundConnectionPercentagePerSource', '3'],
    ],
  });
}
