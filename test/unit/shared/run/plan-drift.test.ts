import { expect, it } from 'vitest';
import { differencesOf, goneText } from '../../../../shared/run/plan-drift';
import { makeTarget } from '../../../support/run-fixtures';

const asPlanned = {
  Identity: 'EX10-HUB1\\Relay SQL',
  MaxInboundConnectionPerSource: '20',
  MaxInboundConnectionPercentagePerSource: '2',
  RemoteIPRanges: '10.1.5.20',
};
const target = makeTarget({ basis: { RemoteIPRanges: '10.1.5.20' } });

it('finds nothing where all is as it was', () => {
  expect(differencesOf(target, { hash: 'as-planned', values: asPlanned })).toEqual([]);
});

it('names every field that differs: the name, the values, and what the plan was based on', () => {
  const values = {
    ...asPlanned,
    Identity: 'EX10-HUB1\\Relay',
    MaxInboundConnectionPerSource: '50',
    RemoteIPRanges: '0.0.0.0-255.255.255.255',
  };
  expect(differencesOf(target, { hash: 'other', values })).toEqual([
    'Identity is EX10-HUB1\\Relay, was EX10-HUB1\\Relay SQL',
    'RemoteIPRanges is 0.0.0.0-255.255.255.255, was 10.1.5.20',
    'MaxInboundConnectionPerSource is 50, was 20',
  ]);
});

it('says so where only the hash differs, and where the target is gone', () => {
  expect(differencesOf(target, { hash: 'other', values: asPlanned })).toEqual([
    'Another attribute that this change depends on is different now',
  ]);
  expect(goneText(target)).toBe(
    'EX10-HUB1\\Relay SQL is gone: nothing that this run reads has the Guid 3d1f0e0a-6a52-4f4e-9c3b-0a4b5c6d7e8f any more',
  );
  expect(goneText(makeTarget({ kind: 'account', key: '3', name: 'Newsletter' }))).toBe(
    'Newsletter is gone: nothing that this run reads has the account_id 3 any more',
  );
});

it('compares what an older version recorded: the name, and what it changes; of an act nothing by name', () => {
  const queue = makeTarget({ kind: 'queue', key: 'databaseMail', changes: [] });
  expect(differencesOf(queue, { hash: 'other', values: {} })).toEqual([
    'Another attribute that this change depends on is different now',
  ]);
  const values = { ...asPlanned, Identity: 'EX10-HUB1\\Relay' };
  expect(differencesOf(makeTarget(), { hash: 'other', values })).toEqual([
    'Identity is EX10-HUB1\\Relay, was EX10-HUB1\\Relay SQL',
  ]);
});
