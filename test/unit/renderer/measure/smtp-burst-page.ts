import { fireEvent, screen, within } from '@testing-library/react';
import type { SmtpBurstResult } from '../../../../shared/run/smtp-burst';
import type { RunState } from '../../../../shared/run/state';
import { makeSmtpBurst } from '../../../support/run-fixtures';
import { ok } from '../page';
import { chosenRun, relay } from '../states';

/** The SMTP burst's panel as a test uses it. */
export const panel = () => within(screen.getByRole('region', { name: /^SMTP burst/ }));
export const send = () => fireEvent.click(panel().getByRole('button', { name: /^Send the SMTP burst/ }));
export const type = (label: string, value: string) =>
  fireEvent.change(panel().getByLabelText(label), { target: { value } });

/** All test mailboxes are inside. */
export const inside = () => ok({ acceptedDomains: ['corp.example'], outside: [] });
export const burst = (changes: Partial<SmtpBurstResult> = {}) =>
  makeSmtpBurst({ connectorIdentity: relay.identity, ...changes });
export const measured = (before: SmtpBurstResult | null, after: SmtpBurstResult | null = null): RunState => ({
  ...chosenRun,
  before: { ladder: null, smtpBurst: before, burst: null },
  after: { ladder: null, smtpBurst: after, burst: null },
});
