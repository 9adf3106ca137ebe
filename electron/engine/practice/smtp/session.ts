import type { Socket } from 'node:net';
import type { LabClock } from '../clock';
import { amount, seconds } from '../exchange/attribute-rules';
import type { LabConnectorText } from '../lab';
import type { Scenario } from '../scenarios/scenario';
import { createLineReader } from './line-reader';
import type { RateMeter } from './rate-meter';

export type SessionSettings = {
  clock: LabClock;
  exchange: Scenario['exchange'];
  /** The connector as it was when the session began: open sessions keep their limits. */
  connector: LabConnectorText;
  mayRelay: boolean;
  rate: RateMeter;
  source: string;
  /** Lab milliseconds until a mail's delivery is confirmed. */
  deliveryMilliseconds(): number;
  delivered(mail: DeliveredMail): void;
};

export type DeliveredMail = { from: string; recipients: string[]; subject: string; bytes: number };

type Envelope = { from: string; recipients: string[] };

/** One accepted SMTP session, from its 220 to its end. */
export function serveSession(socket: Socket, settings: SessionSettings): void {
  const { clock, connector, exchange } = settings;
  const closing = new AbortController();
  let greeted = false;
  let errors = 0;
  let envelope: Envelope | null = null;
  let data: string[] | null = null;
  let dataBytes = 0;
  /** Commands are answered one after the other, also when a client sends them all at once. */
  let working: Promise<void> = Promise.resolve();

  const say = (reply: string) => {
    if (!socket.destroyed) socket.write(`${reply}\r\n`);
  };
  const end = (reply: string) => {
    if (!socket.destroyed) socket.end(`${reply}\r\n`);
  };

  /** Error replies and odd commands of anonymous sessions are held back by TarpitInterval. */
  async function tarpit(reply: string): Promise<void> {
    await clock.sleep(seconds(connector.TarpitInterval) * 1000, closing.signal);
    errors += 1;
    if (errors > amount(connector.MaxProtocolErrors))
      end('421 4.7.0 Too many errors on this connection, closing transmission channel');
    else say(reply);
  }

  const idle = idleTimer();
  function idleTimer() {
    const limit = seconds(connector.ConnectionInactivityTimeout) * 1000;
    let cancel: () => void = () => undefined;
    return {
      restart() {
        cancel();
        cancel = clock.after(limit, () => end('451 4.7.0 Timeout waiting for client input'));
      },
      stop: () => cancel(),
    };
  }
  const startedAt = clock.now();
  const isTooOld = () => clock.now() - startedAt > seconds(connector.ConnectionTimeout) * 1000;

  const commands: Readonly<Record<string, (rest: string) => void | Promise<void>>> = {
    async EHLO() {
      if (greeted) await tarpit(ehloReply());
      else say(ehloReply());
      greeted = true;
      envelope = null;
    },
    HELO() {
      greeted = true;
      say(`250 ${exchange.fqdn} Hello [${settings.source}]`);
    },
    async MAIL(rest) {
      const from = /^FROM:\s*<([^<>]*)>/i.exec(rest)?.[1];
      if (!greeted) return tarpit('503 5.5.2 Send hello first');
      if (from === undefined) return tarpit('501 5.5.4 Invalid arguments');
      if (envelope) return tarpit('503 5.5.2 Sender already specified');
      if (!settings.rate.take(amount(connector.MessageRateLimit), settings.source)) {
        end('421 4.4.2 Message submission rate for this client has exceeded the configured limit');
        return;
      }
      envelope = { from, recipients: [] };
      say('250 2.1.0 Sender OK');
    },
    async RCPT(rest) {
      const to = /^TO:\s*<([^<>\s]+@[^<>\s]+)>/i.exec(rest)?.[1];
      if (!envelope) return tarpit('503 5.5.2 Need mail command');
      if (to === undefined) return tarpit('501 5.5.4 Invalid arguments');
      if (!settings.mayRelay && !to.toLowerCase().endsWith(`@${exchange.acceptedDomain}`))
        return tarpit('550 5.7.1 Unable to relay');
      if (envelope.recipients.length >= amount(connector.MaxRecipientsPerMessage))
        return tarpit('452 4.5.3 Too many recipients');
      envelope.recipients.push(to);
      say('250 2.1.5 Recipient OK');
    },
    async DATA() {
      if (!envelope?.recipients.length) return tarpit('503 5.5.2 Need rcpt command');
      data = [];
      dataBytes = 0;
      say('354 Start mail input; end with <CRLF>.<CRLF>');
    },
    RSET() {
      envelope = null;
      say('250 2.0.0 Resetting');
    },
    NOOP: () => tarpit('250 2.0.0 OK'),
    HELP: () =>
      tarpit(
        '214-This server supports the following commands:\r\n214 HELO EHLO STARTTLS RCPT DATA RSET MAIL QUIT HELP AUTH BDAT',
      ),
    VRFY: () => tarpit('252 2.1.5 Cannot VRFY user'),
    QUIT() {
      end('221 2.0.0 Service closing transmission channel');
    },
  };

  function ehloReply(): string {
    return [
      `250-${exchange.fqdn} Hello [${settings.source}]`,
      `250-SIZE ${maxBytes}`,
      '250-PIPELINING',
      '250-DSN',
      '250-ENHANCEDSTATUSCODES',
      '250-8BITMIME',
      '250-BINARYMIME',
      '250 CHUNKING',
    ].join('\r\n');
  }
  const maxBytes = Number(
    (/\(([\d,]+) bytes\)/.exec(String(connector.MaxMessageSize))?.[1] ?? '0').replaceAll(',', ''),
  );

  /** The final 250 waits for the delivery, or for MaxAcknowledgementDelay, whichever comes first; 0 means at once. */
  async function finishMail(lines: string[]): Promise<void> {
    if (dataBytes > maxBytes) return tarpit('552 5.3.4 Message size exceeds fixed maximum message size');
    const held = Math.min(settings.deliveryMilliseconds(), seconds(connector.MaxAcknowledgementDelay) * 1000);
    if (held > 0) await clock.sleep(held, closing.signal);
    const subject =
      lines
        .find((line) => /^subject:/i.test(line))
        ?.slice('subject:'.length)
        .trim() ?? '';
    settings.delivered({
      from: envelope?.from ?? '',
      recipients: envelope?.recipients ?? [],
      subject,
      bytes: dataBytes,
    });
    envelope = null;
    say(`250 2.6.0 <${Math.round(clock.now())}.${socket.remotePort ?? 0}@${exchange.fqdn}> Queued mail for delivery`);
  }

  async function take(line: string): Promise<void> {
    if (data) {
      if (line === '.') {
        const lines = data;
        data = null;
        await finishMail(lines);
        return;
      }
      dataBytes += line.length + 2;
      // Over the limit only the size is counted; headers come first, so they are kept.
      if (dataBytes <= maxBytes) data.push(line.startsWith('.') ? line.slice(1) : line);
      return;
    }
    if (isTooOld()) {
      end('421 4.4.1 Connection timed out');
      return;
    }
    const [verb = '', rest = ''] = line.split(/\s+(.*)/s);
    const name = verb.toUpperCase();
    const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
    await (command ? command(rest) : tarpit('500 5.3.3 Unrecognized command'));
  }

  const reader = createLineReader(
    (line) => {
      // An abort while waiting means that the client has gone.
      working = working.then(() => take(line)).catch(() => undefined);
    },
    () => end('500 5.5.2 Line too long'),
  );
  socket.setEncoding('latin1');
  socket.on('data', (chunk: string) => {
    idle.restart();
    reader.push(chunk);
  });
  socket.on('error', () => undefined);
  socket.once('close', () => {
    idle.stop();
    closing.abort();
  });
  idle.restart();
  say(
    `220 ${exchange.fqdn} Microsoft ESMTP MAIL Service ready at ${new Date(clock.now()).toUTCString().replace('GMT', '+0000')}`,
  );
}
