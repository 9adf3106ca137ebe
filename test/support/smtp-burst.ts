import { sendSmtpBurst, type SmtpBurstEnd, type SmtpBurstSettings } from '../../electron/engine/smtp/send-smtp-burst';
import type { SiteClock } from '../../electron/engine/site';

/** A clock whose servers' time is `factor` times the wall's. */
const clockOf = (factor: number): SiteClock => ({
  factor,
  now: () => performance.now() * factor,
  sleep: () => Promise.resolve(),
});

export type BurstWish = Partial<Omit<SmtpBurstSettings, 'mails' | 'session'>> & {
  port: number;
  mails?: number;
  factor?: number;
  session?: Partial<SmtpBurstSettings['session']>;
  mailboxes?: string[];
  ends?: SmtpBurstEnd[];
  report?: Parameters<typeof sendSmtpBurst>[3];
};

/** A burst from 127.0.0.1 to a server there: 20 mails over 5 sessions unless told otherwise. */
export function burstTo({
  port,
  mails = 20,
  factor = 1,
  session,
  mailboxes,
  ends = [],
  report = () => undefined,
  ...more
}: BurstWish) {
  return sendSmtpBurst(
    {
      mails: {
        marker: 'run-7f3a2b1c',
        mails,
        from: 'sql@corp.example',
        mailboxes: mailboxes ?? ['relay.test1@corp.example', 'relay.test2@corp.example', 'relay.test3@corp.example'],
      },
      session: {
        host: '127.0.0.1',
        port,
        localAddress: '127.0.0.1',
        encrypt: false,
        signIn: null,
        name: 'hub.corp.example',
        factor,
        ...session,
      },
      connections: 'one-per-mail',
      sessions: 5,
      ratePerSecond: null,
      connectionsPerSecond: Infinity,
      limitMs: 600_000,
      ...more,
    },
    clockOf(factor),
    ends,
    report,
  );
}
