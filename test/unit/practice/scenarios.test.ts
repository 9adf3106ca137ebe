import { expect, it } from 'vitest';
import { scenarios } from '../../../electron/engine/practice/scenarios/scenarios';
import { isPracticeCase, practiceScenarios, practiceTitle } from '../../../shared/practice/scenarios';

// The lab imports nothing of shared/: both sides hold the same names, and this test holds them together.

it('each case that Start offers is one of the lab’s; the lab has two more, for tests', () => {
  const ids = [
    'article',
    'percentage',
    'wrong-connector',
    'lost-login',
    'several-hubs',
    'exchange-2016',
    'service-not-available',
  ];
  expect(practiceScenarios.map(({ id }) => id)).toEqual(ids);
  expect(Object.keys(scenarios)).toEqual([...ids, 'hubs', 'large']);
  expect(Object.entries(scenarios).every(([id, { name }]) => id === name)).toBe(true);
  // Each can be played, and has a title that is no mere id; no other.
  expect(Object.keys(scenarios).every((id) => isPracticeCase(id) && practiceTitle(id) !== id)).toBe(true);
  expect(['moon', '', 'constructor'].map(isPracticeCase)).toEqual([false, false, false]);
});

it('the servers are named as the texts name them', () => {
  const connectors = (id: string) =>
    scenarios[id]?.exchange.hubs.flatMap((hub) => hub.connectors.map(({ name }) => `${hub.server}\\${name}`));
  expect(connectors('wrong-connector')).toEqual(
    expect.arrayContaining(['EX10-HUB1\\Relay SQL Server', 'EX10-HUB1\\Relay Scanners']),
  );
  expect(connectors('several-hubs')).toEqual(
    expect.arrayContaining(['EX10-HUB1\\Relay SQL Server', 'EX10-HUB3\\Relay SQL Server']),
  );
  expect(connectors('exchange-2016')).toEqual([
    'EX16-MBX1\\Default Frontend EX16-MBX1',
    'EX16-MBX1\\Client Frontend EX16-MBX1',
    'EX16-MBX1\\Relay SQL Server',
  ]);
  const accounts = scenarios['lost-login']?.databaseMail.accounts.map(({ name, username }) => [name, username]);
  expect(accounts).toEqual(
    expect.arrayContaining([
      ['Newsletter', 'corp\\sqlmail'],
      ['Alerts', null],
    ]),
  );
});

it('what clients of Exchange 2016 meet has the usual limits, the default connector too', () => {
  const connectors = scenarios['exchange-2016']?.exchange.hubs[0].connectors ?? [];
  expect(connectors.find(({ name }) => name === 'Default Frontend EX16-MBX1')?.attributes).toMatchObject({
    MaxInboundConnection: '5000',
    MaxInboundConnectionPerSource: '20',
    MaxInboundConnectionPercentagePerSource: '2',
  });
});
