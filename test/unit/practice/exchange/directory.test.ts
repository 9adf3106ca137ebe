import { describe, expect, it } from 'vitest';
import { createDirectory } from '../../../../electron/engine/practice/exchange/directory';
import { newConnectorText } from '../../../../electron/engine/practice/exchange/new-connector';
import { LabCmdletError, type LabConnectorText } from '../../../../electron/engine/practice/lab';
import { articleScenario } from '../../../../electron/engine/practice/scenarios/article';
import { labAddresses } from '../../../support/lab-addresses';

const relay = 'EX10-HUB1\\Relay SQL Server';
const guid = '5a0c9c5e-6d0b-4f7e-9a37-0d1e6a012c03';

function directoryOf(more: LabConnectorText[] = []) {
  const made = new Date(2013, 4, 6, 9, 14, 7);
  const [hub] = articleScenario.exchange.hubs;
  const connectors = hub.connectors.map((connector) =>
    newConnectorText(articleScenario, hub, connector, labAddresses, made),
  );
  const changes: string[] = [];
  const directory = createDirectory({
    connectors: [...connectors, ...more],
    domainController: 'dc1.corp.example',
    now: () => new Date(2013, 4, 6, 14, 2, 3),
    changed: () => changes.push('changed'),
  });
  return { directory, changes };
}

function errorOf(act: () => unknown): LabCmdletError {
  try {
    act();
  } catch (error) {
    if (error instanceof LabCmdletError) return error;
    throw error;
  }
  throw new Error('Nothing was thrown.');
}

describe('Get-ReceiveConnector', () => {
  it.each([
    ['SERVER\\Name', relay],
    ['Guid', guid],
    ['a bare name', 'Relay SQL Server'],
    ['any case', 'ex10-hub1\\relay sql server'],
  ])('finds a connector by %s', (_name, identity) => {
    expect(directoryOf().directory.get(identity).Guid).toBe(guid);
  });

  it('finds a connector by its distinguished name', () => {
    const { directory } = directoryOf();
    expect(directory.get(String(directory.get(relay).DistinguishedName)).Guid).toBe(guid);
  });

  it('knows nothing of an unknown connector, nor of another domain controller', () => {
    const { directory } = directoryOf();
    const unknown = errorOf(() => directory.get('EX10-HUB1\\Nowhere'));
    expect(unknown.message).toBe(
      "The operation couldn't be performed because object 'EX10-HUB1\\Nowhere' couldn't be found on 'dc1.corp.example'.",
    );
    expect(unknown.reason).toMatch(/ManagementObjectNotFoundException$/);
    expect(errorOf(() => directory.get(relay, 'dc9.corp.example')).message).toBe(
      "The operation couldn't be performed because object 'EX10-HUB1\\Relay SQL Server' couldn't be found on 'dc9.corp.example'.",
    );
    expect(directory.get(relay, 'DC1.corp.example').Guid).toBe(guid);
  });

  it('refuses a bare name that two servers have', () => {
    const twin = { Name: 'Relay SQL Server', Identity: 'EX10-HUB2\\Relay SQL Server', Guid: 'another' };
    const { directory } = directoryOf([twin]);
    expect(errorOf(() => directory.get('Relay SQL Server')).message).toContain('matches multiple entries');
    expect(directory.get(relay).Guid).toBe(guid);
    expect(directory.get('EX10-HUB2\\Relay SQL Server').Guid).toBe('another');
  });

  it('answers copies', () => {
    const { directory } = directoryOf();
    const copy = directory.get(relay);
    copy.TarpitInterval = 'spoilt';
    expect(directory.get(relay).TarpitInterval).toBe('00:00:05');
    expect(directory.list()[2]?.TarpitInterval).toBe('00:00:05');
  });
});

describe('Set-ReceiveConnector', () => {
  it.each([
    ['MaxInboundConnectionPerSource', '100', '100'],
    ['MaxInboundConnectionPerSource', '10000', '10000'],
    ['MaxInboundConnectionPerSource', 'UNLIMITED', 'unlimited'],
    ['MaxInboundConnectionPercentagePerSource', '3', '3'],
    ['MaxInboundConnection', '2147483647', '2147483647'],
    ['MessageRateLimit', '600', '600'],
    ['TarpitInterval', '0', '00:00:00'],
    ['TarpitInterval', '00:10:00', '00:10:00'],
    ['TarpitInterval', '0:0:1', '00:00:01'],
    ['MaxAcknowledgementDelay', '0', '00:00:00'],
    ['MaxAcknowledgementDelay', '00:00:15', '00:00:15'],
    ['ConnectionTimeout', '1.00:00:00', '1.00:00:00'],
    ['ConnectionTimeout', '1', '1.00:00:00'],
    ['connectiontimeout', '00:20:00', '00:20:00'],
    ['MessageRateSource', 'all', 'All'],
    ['ProtocolLoggingLevel', 'verbose', 'Verbose'],
    ['Enabled', 'false', 'False'],
  ])('-%s %s is shown as %s', (name, text, shown) => {
    const { directory, changes } = directoryOf();
    expect(directory.set(relay, { [name]: text })).toEqual({ warnings: [], whatIf: null });
    const found = Object.entries(directory.get(relay)).find(([key]) => key.toLowerCase() === name.toLowerCase());
    expect(found?.[1]).toBe(shown);
    expect(directory.get(relay).WhenChanged).toBe('5/6/2013 2:02:03 PM');
    expect(changes).toEqual(['changed']);
  });

  it.each([
    ['MaxInboundConnectionPerSource', '0'],
    ['MaxInboundConnectionPerSource', '10001'],
    ['MaxInboundConnectionPercentagePerSource', '0'],
    ['MaxInboundConnectionPercentagePerSource', '101'],
    ['MaxInboundConnection', '2147483648'],
    ['TarpitInterval', '00:10:01'],
    // A bare number is days.
    ['TarpitInterval', '5'],
    ['MaxAcknowledgementDelay', '00:10:01'],
    ['ConnectionTimeout', '00:00:00'],
    ['ConnectionTimeout', '1.00:00:01'],
    ['ConnectionInactivityTimeout', '00:10:01'],
  ])('-%s %s is out of range', (name, text) => {
    const { directory, changes } = directoryOf();
    const before = directory.get(relay);
    const error = errorOf(() => directory.set(relay, { [name]: text }));
    expect(error.message).toContain(name);
    expect(error.reason).toMatch(/DataValidationException$/);
    expect(directory.get(relay)).toEqual(before);
    expect(changes).toEqual([]);
  });

  it.each([
    ['MaxInboundConnectionPercentagePerSource', 'unlimited'],
    ['MaxInboundConnectionPerSource', 'none'],
    ['MaxInboundConnectionPerSource', '-1'],
    ['MaxInboundConnectionPerSource', '1.5'],
    ['MaxInboundConnectionPerSource', ''],
    ['TarpitInterval', 'soon'],
    ['TarpitInterval', '00:00:60'],
    ['TarpitInterval', '24:00:00'],
    ['MessageRateSource', 'Nobody'],
    ['Enabled', 'maybe'],
  ])('-%s "%s" cannot be read', (name, text) => {
    const error = errorOf(() => directoryOf().directory.set(relay, { [name]: text }));
    expect(error.message).toContain(`Cannot process argument transformation on parameter '${name}'`);
  });

  it('changes all or nothing', () => {
    const { directory } = directoryOf();
    errorOf(() => directory.set(relay, { MaxInboundConnectionPerSource: '100', TarpitInterval: '01:00:00' }));
    expect(directory.get(relay)).toMatchObject({ MaxInboundConnectionPerSource: '20', TarpitInterval: '00:00:05' });
  });

  it('checks the two time-outs as a pair, as they would be after the call', () => {
    const { directory } = directoryOf();
    errorOf(() => directory.set(relay, { ConnectionTimeout: '00:04:00' }));
    directory.set(relay, { ConnectionTimeout: '00:04:00', ConnectionInactivityTimeout: '00:04:00' });
    expect(directory.get(relay)).toMatchObject({
      ConnectionTimeout: '00:04:00',
      ConnectionInactivityTimeout: '00:04:00',
    });
  });

  it('warns when nothing differs, and leaves WhenChanged alone', () => {
    const { directory, changes } = directoryOf();
    const before = directory.get(relay);
    expect(directory.set(guid, { TarpitInterval: '0:00:05', MaxInboundConnectionPerSource: '20' })).toEqual({
      warnings: [
        "The command completed successfully but no settings of 'EX10-HUB1\\Relay SQL Server' have been modified.",
      ],
      whatIf: null,
    });
    expect(directory.get(relay)).toEqual(before);
    expect(changes).toEqual([]);
  });

  it('knows no other parameters', () => {
    for (const name of ['TransportRole', 'AuthTarpitInterval', 'constructor', '__proto__x'])
      expect(errorOf(() => directoryOf().directory.set(relay, { [name]: '1' })).message).toBe(
        `A parameter cannot be found that matches parameter name '${name}'.`,
      );
  });
});
