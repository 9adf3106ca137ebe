import type { LabClock } from '../clock';

/** A hub's mails between their acceptance and their delivery. */
export type DeliveryQueue = {
  /** @param milliseconds lab time until it is delivered */
  add(milliseconds: number): void;
  length(): number;
};

/** Every so many mails the delivered ones are forgotten, whether anybody asks for the length or not. */
const forgetEvery = 1000;

export function createDeliveryQueue(clock: LabClock): DeliveryQueue {
  let due: number[] = [];
  const forgetDelivered = () => {
    const now = clock.now();
    due = due.filter((time) => time > now);
  };
  return {
    add(milliseconds) {
      due.push(clock.now() + milliseconds);
      if (due.length % forgetEvery === 0) forgetDelivered();
    },
    length() {
      forgetDelivered();
      return due.length;
    },
  };
}
