import type { Output } from '../../../shared/contract';
import { ProblemError } from '../../../shared/result';
import { outsideOf } from '../../../shared/smtp/recipients';
import { openSessionOf, type Desk } from '../desk';
import { readAcceptedDomains } from '../exchange/read-accepted-domains';
import { chosenConnection } from '../run/chosen';
import type { Session } from '../session';
import type { EngineHandlers } from '../types';

/** The part of a session that this needs. */
type Asked = { run: Pick<Session['run'], 'state'>; site: Pick<Session['site'], 'exchange'> };
type Recipients = Output<'measure.recipients'>;

export function recipientHandlers(desk: Desk): Pick<EngineHandlers, 'measure.recipients'> {
  return { 'measure.recipients': (_input, { signal }) => readRecipients(openSessionOf(desk), signal) };
}

/**
 * Reads the accepted domains anew and answers which test mailboxes lie outside them, for the record.
 * @param accepted the addresses outside that the user was shown, and wants to send to all the same
 * @throws ProblemError 'burst/outside-domain' when there are others
 */
export async function checkRecipients(
  asked: Asked,
  accepted: readonly string[],
  signal?: AbortSignal,
): Promise<string[]> {
  const recipients = await readRecipients(asked, signal);
  const known = new Set(accepted.map((address) => address.toLowerCase()));
  const refused = recipients.outside.filter((address) => !known.has(address.toLowerCase()));
  if (refused.length > 0) throw outsideDomain(refused, recipients.acceptedDomains);
  return recipients.outside;
}

async function readRecipients({ run, site }: Asked, signal?: AbortSignal): Promise<Recipients> {
  const { testMailboxes } = chosenConnection(run.state());
  const acceptedDomains = await readAcceptedDomains(site.exchange, signal);
  return { acceptedDomains, outside: outsideOf(testMailboxes, acceptedDomains) };
}

function outsideDomain(refused: readonly string[], domains: Recipients['acceptedDomains']): ProblemError {
  const why =
    domains === null
      ? 'Exchange did not show its accepted domains (Get-AcceptedDomain), so nothing proves that they are inside'
      : 'No accepted domain that Exchange delivers or relays inside the organisation holds them; mail to an external relay domain leaves it';
  return new ProblemError({
    code: 'burst/outside-domain',
    title: 'The test would send mail outside your organisation. Nothing was sent.',
    detail: `${refused.join(', ')}: ${why}.`,
    hint: 'Enter test mailboxes of an accepted domain on page 1, or tick that you want to send to these all the same; the report then says so.',
  });
}
