import { expect, test } from 'vitest';
import { newConnectorText } from '../../../../electron/engine/practice/exchange/new-connector';
import { articleScenario } from '../../../../electron/engine/practice/scenarios/article';
import { accountColumns, serverColumns } from '../../../../shared/database-mail/account-columns';
import { typedAttributes } from '../../../../shared/exchange/attribute-types';
import { databaseMailHelp } from '../../../../shared/help/database-mail';
import { connectorHelp } from '../../../../shared/help/receive-connector';
import { helpSections, searchHelp } from '../../../../shared/help/sections';
import { makeAccount } from '../database-mail/make-account';
import { labAddresses } from '../../../support/lab-addresses';

const [hub] = articleScenario.exchange.hubs;

test('every attribute that a connector shows, or that has a type, is explained once', () => {
  const [connector] = hub.connectors;
  if (!connector) throw new Error('The scenario has no connector.');
  const shown = Object.keys(newConnectorText(articleScenario, hub, connector, labAddresses, new Date(2013, 4, 6)));
  const explained = connectorHelp().map(({ name }) => name);
  expect(shown).toContain('MaxAcknowledgementDelay');
  expect([...shown, ...typedAttributes].filter((name) => !explained.includes(name))).toEqual([]);
  expect(new Set(explained).size).toBe(explained.length);
});

test('every column of an account that is shown is explained once', () => {
  const explained = databaseMailHelp.map(({ name }) => name);
  const shown = Object.keys({ ...accountColumns(makeAccount()), ...serverColumns(makeAccount()) });
  expect(shown.filter((name) => !explained.includes(name))).toEqual([]);
  expect(new Set(explained).size).toBe(explained.length);
});

test('a cause is found by its words, and says whether the fix helps', () => {
  const [section, ...others] = searchHelp(helpSections, 'one source percentage');
  expect(section?.title).toBe('Words');
  const causes = others.find(({ title }) => title === 'Causes of refused and failed mails');
  expect(causes?.entries.map(({ name }) => name)).toEqual(['421: too many sessions from one source']);
  expect(causes?.entries[0]?.meaning).toContain('This fix helps.');
});

test('a search takes capitals and blanks as they come, and finds nothing where there is nothing', () => {
  const found = searchHelp(helpSections, '  maxHOPcount ');
  expect(found.map(({ title, entries }) => [title, entries.map(({ name }) => name)])).toEqual([
    ['Attributes of a receive connector', ['MaxHopCount']],
  ]);
  expect(searchHelp(helpSections, 'zzz')).toEqual([]);
  expect(searchHelp(helpSections, '')).toEqual(helpSections);
});
