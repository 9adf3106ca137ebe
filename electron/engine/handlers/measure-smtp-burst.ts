import type { Input, Progress } from '../../../shared/contract';
import { firstAccount } from '../../../shared/database-mail/first-account';
import { markerOf } from '../../../shared/database-mail/test-mails';
import { ProblemError } from '../../../shared/result';
import type { SmtpBurstResult } from '../../../shared/run/smtp-burst';
import { isSmtpMailbox } from '../../../shared/run/validate-connection';
import { readConnector } from '../exchange/read-connectors';
import { readQueueLength } from '../exchange/read-queue-length';
import { chosenConnection, chosenConnectors } from '../run/chosen';
import type { Session } from '../session';
import type { Site } from '../site';
import { sendSmtpBurst } from '../smtp/send-smtp-burst';
import type { TallyCounts } from '../smtp/tally';
import { watchQueue } from '../smtp/watch-queue';
import type { CallContext } from '../types';
import { addressOf, ladderAim, ownAddress } from './measure-ladder';
import { siteTime } from './measure-time';
import { checkRecipients } from './recipients';

type Wanted = Input<'measure.smtpBurst'>;

/** However slow the server is, in milliseconds of its clock. */
const limitMs = 30 * 60_000;
/** So many mails more than the test sends may come to wait on the hub: real mail is backing up then. */
const queueMargin = 100;

/** A burst by RelayTune's own client to the test mailboxes. Throws ProblemError where it may not begin. */
export async function measureSmtpBurst(
  session: Session,
  id: string,
  wanted: Wanted,
  context: CallContext,
): Promise<SmtpBurstResult> {
  const { site, run } = session;
  const ratePerSecond = allowedRate(site, wanted);
  checkMailboxes(chosenConnection(run.state()).testMailboxes);
  const outside = await checkRecipients(session, wanted.acceptedOutside, context.signal);
  const connector = await readConnector(site.exchange, chosenConnectors(run.state())[0]);
  context.signal.throwIfAborted();
  const { host, port } = await ladderAim(session, connector);
  const localAddress = ownAddress(site, wanted.sourceAddress);
  const address = await addressOf(site, host, localAddress);
  const { profile, testMailboxes } = chosenConnection(run.state());
  // The sender that the SQL Server uses, unless it cannot be said in SMTP: anybody with rights on msdb can write anything there.
  const sender = firstAccount(profile, run.state().accounts)?.emailAddress ?? '';
  const from = isSmtpMailbox(sender) ? sender : (testMailboxes[0] ?? '');
  const marker = markerOf(id);
  const { mails, connections, sessions, encrypt, signIn } = wanted;

  const over = new AbortController();
  const queue = await watchHub(session, connector.server, mails, over);
  const startedAt = siteTime(session);
  try {
    const counts = await sendSmtpBurst(
      {
        mails: { marker, mails, from, mailboxes: testMailboxes },
        session: { host: address, port, localAddress, encrypt, signIn, name: host, factor: site.clock.factor },
        connections,
        sessions,
        ratePerSecond,
        connectionsPerSecond: site.newSessionsPerSecond,
        limitMs,
      },
      site.clock,
      [
        { signal: context.signal, reason: 'user' },
        { signal: over.signal, reason: 'queue-length' },
      ],
      (sofar, open) => context.progress(shown(sofar, open, mails)),
    );
    return {
      kind: 'smtpBurst',
      id,
      phase: wanted.phase,
      connectorIdentity: connector.identity,
      startedAt,
      endedAt: siteTime(session),
      host,
      port,
      connections,
      sessions,
      ratePerSecond,
      encrypted: encrypt,
      signedIn: signIn !== null,
      marker,
      mailboxes: testMailboxes.length,
      outside,
      queueWatched: queue.isWatched,
      ...counts,
    };
  } finally {
    queue.end.abort();
  }
}

/** Ends the burst by `over` when the hub's queues grow. Answers what ends the watch, and whether there is anything to see. */
async function watchHub({ site }: Session, server: string, mails: number, over: AbortController) {
  const end = new AbortController();
  const read = () => readQueueLength(site.exchange, server);
  const atStart = await read();
  const settings = { read, clock: site.clock, most: mails + queueMargin, signal: end.signal };
  if (atStart !== null)
    void watchQueue({ ...settings, atStart }).then((found) => {
      if (found === 'over') over.abort();
    });
  return { end, isWatched: atStart !== null };
}

function shown(counts: TallyCounts, open: number, mails: number): Progress {
  const { accepted, failed, unanswered, refused421, timeline } = counts;
  return {
    text: 'Sending the test mails by SMTP…',
    done: accepted + failed + unanswered,
    total: mails,
    counts: [
      { name: 'Accepted', value: accepted },
      { name: 'Refused with 421', value: refused421 },
      { name: 'Failed otherwise', value: failed + unanswered - refused421 },
      { name: 'Sessions open', value: open },
    ],
    timeline,
  };
}

function checkMailboxes(mailboxes: readonly string[]): void {
  const bad = mailboxes.find((mailbox) => !isSmtpMailbox(mailbox));
  if (bad !== undefined)
    throw new ProblemError({
      code: 'burst/mailbox-not-ascii',
      title: 'A test mailbox cannot be written in SMTP. Nothing was sent.',
      detail: `${bad} holds a letter outside of ASCII, which Exchange 2010 does not take.`,
      hint: 'Enter another test mailbox on page 1.',
    });
}

/** Mails due a second: on real servers never more than their connection rate bears, even with a connection for each mail. */
function allowedRate({ newSessionsPerSecond, mostTestMails }: Site, { mails, ratePerSecond, encrypt, signIn }: Wanted) {
  const hint = 'Change it and send again.';
  if (mails > mostTestMails)
    throw new ProblemError({
      code: 'burst/too-many',
      title: `A test sends at most ${mostTestMails} mails here. Nothing was sent.`,
      detail: `${mails} were asked for: more would be a load test of a server that others need.`,
      hint,
    });
  if ((ratePerSecond ?? 0) > newSessionsPerSecond)
    throw new ProblemError({
      code: 'burst/too-fast',
      title: `A test sends at most ${newSessionsPerSecond} mails a second here. Nothing was sent.`,
      detail: `${String(ratePerSecond)} were asked for. MaxConnectionRatePerMinute is 1200 by default, 20 a second for all senders together.`,
      hint,
    });
  if (signIn && !encrypt && Number.isFinite(newSessionsPerSecond))
    throw new ProblemError({
      code: 'burst/password-in-clear',
      title: 'RelayTune sends no password over an unencrypted session. Nothing was sent.',
      detail: 'A user and a password were entered, without STARTTLS.',
      hint: 'Tick STARTTLS, or send without signing in.',
    });
  return ratePerSecond ?? (Number.isFinite(newSessionsPerSecond) ? newSessionsPerSecond : null);
}
