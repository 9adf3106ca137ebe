import { sendSmtpBurst } from '../../electron/engine/smtp/send-smtp-burst';

export const burst = { mails: 10_000, sessions: 50, bodyBytes: 4096 };

/** Ours as a process of its own: sends the burst to that port, and prints how many milliseconds it took. */
export async function sendOurBurst(port: number): Promise<void> {
  const startedAt = performance.now();
  const { accepted } = await sendSmtpBurst(
    {
      mails: { marker: 'run-bench', mails: burst.mails, from: 'sql@corp.example', mailboxes: ['test@corp.example'] },
      session: {
        host: '127.0.0.1',
        port,
        localAddress: undefined,
        encrypt: false,
        signIn: null,
        name: 'sink.example',
        factor: 1,
      },
      connections: 'one-per-mail',
      sessions: burst.sessions,
      ratePerSecond: null,
      connectionsPerSecond: Infinity,
      limitMs: 600_000,
    },
    { factor: 1, now: () => Date.now(), sleep: () => Promise.resolve() },
    [],
    () => undefined,
  );
  const took = performance.now() - startedAt;
  if (accepted !== burst.mails) throw new Error(`The sink took ${accepted} of ${burst.mails} mails.`);
  process.stdout.write(`${took}\n`);
}
