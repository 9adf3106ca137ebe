import { LabCmdletError, type LabConnectorText, type LabDirectory } from '../lab';
import { normaliseSettings } from './attribute-rules';

export type DirectorySettings = {
  /** Changed in place. */
  connectors: LabConnectorText[];
  domainController: string;
  now(): Date;
  /** Called after each change. */
  changed(): void;
};

/** The practice organisation's Get- and Set-ReceiveConnector. */
export function createDirectory(settings: DirectorySettings): LabDirectory {
  const { connectors } = settings;
  const copy = (text: LabConnectorText) => structuredClone(text);

  function find(cmdlet: string, identity: string, domainController = settings.domainController): LabConnectorText {
    const wanted = identity.toLowerCase();
    const matches = connectors.filter((connector) =>
      [connector.Guid, connector.Identity, connector.DistinguishedName, connector.Name].some(
        (name) => String(name).toLowerCase() === wanted,
      ),
    );
    const [only, second] = matches;
    if (!only || domainController.toLowerCase() !== settings.domainController)
      throw notFound(cmdlet, identity, domainController);
    if (second) throw ambiguous(cmdlet, identity);
    return only;
  }

  return {
    list(server) {
      if (server === undefined) return connectors.map(copy);
      const found = connectors.filter((connector) => isServer(connector, server));
      if (found.length === 0) throw notFound('Get-ReceiveConnector', server, settings.domainController);
      return found.map(copy);
    },
    get: (identity, domainController) => copy(find('Get-ReceiveConnector', identity, domainController)),
    set(identity, wanted, domainController, whatIf = false) {
      const connector = find('Set-ReceiveConnector', identity, domainController);
      const normal = normaliseSettings(connector, wanted);
      const same = Object.entries(normal).every(([name, text]) => connector[name] === text);
      const name = String(connector.Identity);
      if (whatIf) return { warnings: [], whatIf: `Setting Receive connector "${name}".` };
      if (same) {
        return {
          warnings: [`The command completed successfully but no settings of '${name}' have been modified.`],
          whatIf: null,
        };
      }
      Object.assign(connector, normal, { WhenChanged: printDate(settings.now()) });
      settings.changed();
      return { warnings: [], whatIf: null };
    },
    edit(guid, attributes) {
      const connector = find('Set-ReceiveConnector', guid);
      const { Server, Name: oldName, DistinguishedName } = connector;
      Object.assign(connector, attributes, { WhenChanged: printDate(settings.now()) });
      const name = String(connector.Name);
      connector.Identity = `${String(Server)}\\${name}`;
      connector.DistinguishedName = String(DistinguishedName).replace(`CN=${String(oldName)},`, () => `CN=${name},`);
      settings.changed();
    },
    remove(guid) {
      connectors.splice(connectors.indexOf(find('Remove-ReceiveConnector', guid)), 1);
      settings.changed();
    },
  };
}

const isServer = (connector: LabConnectorText, server: string) =>
  [connector.Server, connector.Fqdn].some((name) => String(name).toLowerCase() === server.toLowerCase());

/** As an English-speaking Exchange prints dates. */
function printDate(date: Date): string {
  const hours = date.getHours();
  const two = (value: number) => String(value).padStart(2, '0');
  const clock = `${hours % 12 || 12}:${two(date.getMinutes())}:${two(date.getSeconds())} ${hours < 12 ? 'AM' : 'PM'}`;
  return `${date.getMonth() + 1}/${date.getDate()}/${date.getFullYear()} ${clock}`;
}

export const notFound = (cmdlet: string, identity: string, domainController: string) =>
  new LabCmdletError(
    `The operation couldn't be performed because object '${identity}' couldn't be found on '${domainController}'.`,
    'NotSpecified',
    `ManagementObjectNotFound,${cmdlet}`,
    'ManagementObjectNotFoundException',
  );

const ambiguous = (cmdlet: string, identity: string) =>
  new LabCmdletError(
    `The operation couldn't be performed because '${identity}' matches multiple entries.`,
    'NotSpecified',
    `ManagementObjectAmbiguous,${cmdlet}`,
    'ManagementObjectAmbiguousException',
  );
