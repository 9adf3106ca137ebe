import type { LabObject } from '../lab';
import type { ScenarioHub } from '../scenarios/scenario';

/** What Get-Queue shows of a hub: the submission queue, which the lab passes through at once, and the one to the mailboxes. */
export function queuesOf({ server, adminDisplayVersion }: ScenarioHub, waiting: number): LabObject[] {
  const isNew = adminDisplayVersion.startsWith('Version 15.');
  const queue = (name: string, DeliveryType: string, NextHopDomain: string, count: number): LabObject => ({
    Identity: `${server}\\${name}`,
    DeliveryType,
    Status: count > 0 ? 'Active' : 'Ready',
    MessageCount: String(count),
    NextHopDomain,
  });
  return [
    queue('Submission', 'Undefined', 'Submission', 0),
    queue('3', isNew ? 'SmtpDeliveryToMailbox' : 'MapiDelivery', 'mailbox database 1', waiting),
  ];
}
