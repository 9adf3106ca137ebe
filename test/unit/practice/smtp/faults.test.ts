import { expect, it } from 'vitest';
import { createFaults } from '../../../../electron/engine/practice/smtp/faults';

let now = 1_000_000;
const clock = { factor: 1, now: () => now, sleep: () => Promise.resolve(), after: () => () => undefined };

it('holds and refuses nothing unless it is asked for', () => {
  const faults = createFaults({}, clock);
  expect([faults.refusal, faults.admission(), faults.admission(), faults.answer('MAIL')]).toEqual([null, 0, 0, null]);
  expect(faults.pressure()).toEqual({ waits: 0, refusal: null });
});

it('lets connections in at MaxConnectionRatePerMinute, without saving up for later', () => {
  const { admission } = createFaults({ connectionsPerMinute: 1200 }, clock);
  expect([admission(), admission(), admission()]).toEqual([0, 50, 100]);
  now += 60_000;
  expect([admission(), admission()]).toEqual([0, 50]);
});

it('raises back pressure in steps of 5 s from 10 to 55, and then refuses', () => {
  const { pressure } = createFaults({ backPressure: true }, clock);
  const waits = Array.from({ length: 10 }, () => pressure());
  expect(waits.map((one) => one.waits / 1000)).toEqual([10, 15, 20, 25, 30, 35, 40, 45, 50, 55]);
  expect(waits.every((one) => one.refusal === null)).toBe(true);
  const refusal = { waits: 0, refusal: '452 4.3.1 Insufficient system resources' };
  expect([pressure(), pressure()]).toEqual([refusal, refusal]);
});
