import { expect, test } from 'vitest';
import { noSource, proofText, sourceText, type Source } from '../../../../shared/exchange/source';

const cluster: Source = {
  addresses: [
    { address: '10.1.2.5', origin: 'cluster node SQL01' },
    { address: '10.1.2.6', origin: 'cluster node SQL02' },
  ],
  proof: 'assumed',
  detail: '',
};

test('says what it is, where it comes from, and how sure that is', () => {
  expect(sourceText(cluster)).toBe('10.1.2.5 and 10.1.2.6');
  expect(proofText(cluster)).toBe(
    'Assumed: 10.1.2.5 (cluster node SQL01), 10.1.2.6 (cluster node SQL02). Nobody has proven it yet.',
  );
  expect(proofText({ ...cluster, proof: 'user', detail: '10.1.2.5 and 10.1.2.6' })).toBe(
    'Entered by you: 10.1.2.5 and 10.1.2.6',
  );
  expect(proofText({ ...cluster, proof: 'tracking-log', detail: 'a test mail arrived.' })).toBe(
    'Proven: a test mail arrived.',
  );
  expect([sourceText(noSource), proofText(noSource)]).toEqual(['an unknown address', 'No address was found.']);
});
