import { LabCmdletError, type LabCmdlets, type LabDirectory, type LabObject } from '../lab';
import type { ScenarioDomain, ScenarioHub } from '../scenarios/scenario';
import { acceptedDomain } from './accepted-domains';
import { parameterNames, unknownParameter } from './attribute-rules';
import { notFound } from './directory';
import { queuesOf } from './queues';
import type { TrackingLog } from './tracking-log';

export type CmdletSettings = {
  directory: LabDirectory;
  hubs: readonly ScenarioHub[];
  domains: readonly ScenarioDomain[];
  domainController: string;
  tracking: TrackingLog;
  /** Mails that wait on a hub. */
  queued(server: string): number;
};

const parameters = {
  'Get-ReceiveConnector': ['Identity', 'Server', 'DomainController'],
  'Set-ReceiveConnector': ['Identity', 'DomainController', ...parameterNames],
  'Get-ExchangeServer': ['Identity', 'DomainController'],
  'Get-TransportServer': ['Identity', 'DomainController'],
  'Get-AcceptedDomain': ['Identity', 'DomainController'],
  'Get-Queue': ['Identity', 'Server'],
  'Get-MessageTrackingLog': ['Server', 'EventId', 'MessageSubject', 'Start', 'ResultSize'],
} as const;

type Given = Readonly<Record<string, string>>;
const nothingPrinted = { warnings: [], whatIf: null };

/** The practice organisation's cmdlets over its one model: PowerShell's proxies and the engine both end here. */
export function createCmdlets(settings: CmdletSettings): LabCmdlets {
  const { directory, hubs, domains, domainController, tracking, queued } = settings;

  function serversOf(cmdlet: string, identity: string | undefined): readonly ScenarioHub[] {
    if (identity === undefined) return hubs;
    const found = hubs.filter((hub) => [hub.server, hub.fqdn].some((name) => isSame(name, identity)));
    if (found.length === 0) throw notFound(cmdlet, identity, domainController);
    return found;
  }

  function domainsOf(identity: string | undefined): LabObject[] {
    const all = domains.map(acceptedDomain);
    if (identity === undefined) return all;
    const found = all.filter((domain) =>
      [domain.Name, domain.DomainName].some((name) => isSame(String(name), identity)),
    );
    if (found.length === 0) throw notFound('Get-AcceptedDomain', identity, domainController);
    return found;
  }

  const cmdlets: Record<keyof typeof parameters, (given: Given, whatIf: boolean) => ReturnType<LabCmdlets['run']>> = {
    'Get-ReceiveConnector'({ Identity, Server, DomainController }) {
      if (Identity !== undefined && Server !== undefined) throw ambiguousParameterSet('Get-ReceiveConnector');
      const output = Identity === undefined ? directory.list(Server) : [directory.get(Identity, DomainController)];
      return { output, ...nothingPrinted };
    },
    'Set-ReceiveConnector'({ Identity = '', DomainController, ...attributes }, whatIf) {
      return { output: [], ...directory.set(Identity, attributes, DomainController, whatIf) };
    },
    'Get-ExchangeServer': ({ Identity }) => ({
      output: serversOf('Get-ExchangeServer', Identity).map((hub) => exchangeServer(hub, domainController)),
      ...nothingPrinted,
    }),
    'Get-TransportServer': ({ Identity }) => ({
      output: serversOf('Get-TransportServer', Identity).map(transportServer),
      ...nothingPrinted,
    }),
    'Get-AcceptedDomain': ({ Identity }) => ({
      output: domainsOf(Identity),
      ...nothingPrinted,
    }),
    'Get-Queue'({ Identity, Server }) {
      if (Identity !== undefined && Server !== undefined) throw ambiguousParameterSet('Get-Queue');
      const output = serversOf('Get-Queue', Server).flatMap((hub) => queuesOf(hub, queued(hub.server)));
      if (Identity === undefined) return { output, ...nothingPrinted };
      const found = output.filter((queue) => isSame(String(queue.Identity), Identity));
      if (found.length === 0) throw notFound('Get-Queue', Identity, domainController);
      return { output: found, ...nothingPrinted };
    },
    'Get-MessageTrackingLog': ({ Server, MessageSubject }) => ({
      output: tracking.find({ server: Server, messageSubject: MessageSubject }),
      ...nothingPrinted,
    }),
  };

  return {
    parameters,
    run(name, given, whatIf = false) {
      const cmdlet = Object.hasOwn(cmdlets, name) ? (name as keyof typeof parameters) : null;
      if (cmdlet === null) throw unknownCmdlet(name);
      const known: readonly string[] = parameters[cmdlet];
      const strange = Object.keys(given).find((parameter) => !known.some((one) => isSame(one, parameter)));
      if (strange !== undefined) throw unknownParameter(strange);
      return cmdlets[cmdlet](given, whatIf);
    },
  };
}

const isSame = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();

function exchangeServer(hub: ScenarioHub, domainController: string): LabObject {
  const isNew = hub.adminDisplayVersion.startsWith('Version 15.');
  return {
    Name: hub.server,
    Fqdn: hub.fqdn,
    ServerRole: isNew ? 'Mailbox, ClientAccess' : 'ClientAccess, HubTransport',
    AdminDisplayVersion: hub.adminDisplayVersion,
    Edition: 'Standard',
    Site: 'corp.example/Configuration/Sites/Main',
    OriginatingServer: domainController,
  };
}

function transportServer(hub: ScenarioHub): LabObject {
  return {
    Name: hub.server,
    MaxConnectionRatePerMinute: hub.maxConnectionRatePerMinute,
    MaxOutboundConnections: '1000',
    MaxPerDomainOutboundConnections: '20',
    MessageTrackingLogEnabled: 'True',
  };
}

const unknownCmdlet = (name: string) =>
  new LabCmdletError(
    `The term '${name}' is not recognized as the name of a cmdlet, function, script file, or operable program.`,
    'ObjectNotFound',
    'CommandNotFoundException',
    'CommandNotFoundException',
  );

const ambiguousParameterSet = (cmdlet: string) =>
  new LabCmdletError(
    'Parameter set cannot be resolved using the specified named parameters.',
    'InvalidArgument',
    `AmbiguousParameterSet,${cmdlet}`,
    'ParameterBindingException',
  );
