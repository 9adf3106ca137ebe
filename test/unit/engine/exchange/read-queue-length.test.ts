import { expect, it } from 'vitest';
import { readQueueLength } from '../../../../electron/engine/exchange/read-queue-length';
import { exchangeWith, problem } from '../../../support/exchange-with';

const lengthOf = (...queues: Record<string, string | null>[]) =>
  readQueueLength(exchangeWith({ 'Get-Queue': queues }), 'EX10-HUB1');

it('adds up what waits in every queue but the shadow ones, whose mails another hub delivers', async () => {
  expect(
    await lengthOf(
      { Identity: 'EX10-HUB1\\Submission', DeliveryType: 'Undefined', MessageCount: '7' },
      { Identity: 'EX10-HUB1\\3', DeliveryType: 'MapiDelivery', MessageCount: '120' },
      { Identity: 'EX10-HUB1\\Shadow\\4', DeliveryType: 'ShadowRedundancy', MessageCount: '5000' },
    ),
  ).toBe(127);
  expect(await lengthOf()).toBe(0);
});

it.each([
  ['no number', { MessageCount: '1,200' }],
  ['nothing', {}],
  ['null', { MessageCount: null }],
  ['too much', { MessageCount: '9'.repeat(400) }],
])('does not know the length when a queue shows %s', async (_name, queue) => {
  expect(await lengthOf({ DeliveryType: 'Undefined', MessageCount: '7' }, queue)).toBeNull();
});

it('does not know it where the role does not show queues, and throws when the session is gone', async () => {
  expect(await readQueueLength(exchangeWith({ 'Get-Queue': problem('exchange/no-cmdlet') }), 'EX10-HUB1')).toBeNull();
  await expect(
    readQueueLength(exchangeWith({ 'Get-Queue': problem('powershell/ended') }), 'EX10-HUB1'),
  ).rejects.toMatchObject({ problem: { code: 'powershell/ended' } });
});
