import { expect, it } from 'vitest';
import { createDeliveryQueue } from '../../../../electron/engine/practice/smtp/delivery-queue';

it('holds each mail until its delivery', () => {
  let now = 1_000_000;
  const queue = createDeliveryQueue({
    factor: 1,
    now: () => now,
    sleep: () => Promise.resolve(),
    after: () => () => undefined,
  });
  queue.add(5000);
  queue.add(45_000);
  expect(queue.length()).toBe(2);
  now += 4999;
  expect(queue.length()).toBe(2);
  now += 1;
  expect(queue.length()).toBe(1);
  for (let added = 0; added < 3000; added += 1) queue.add(1);
  expect(queue.length()).toBe(3001);
  now += 50_000;
  expect(queue.length()).toBe(0);
});
