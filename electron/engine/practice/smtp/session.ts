import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import { isAccepted } from '../exchange/accepted-domains';
import { amount, byteCount, seconds } from '../exchange/attribute-rules';
import { offersLogin, startLogin, type LoginDialog } from './authentication';
import { closeAfter } from './close-after';
import { banner, ehloReply } from './greetings';
import { createIncomingMail, type IncomingMail } from './incoming-mail';
import { createLineReader } from './line-reader';
import type { SessionSettings } from './session-settings';

type Envelope = { from: string; recipients: string[] };

/** Commands a client may send ahead of their answers before the server stops reading. */
const mostWaiting = 100;

const tooBig = '552 5.3.4 Message size exceeds fixed maximum message size';

/** One accepted SMTP session, from its 220 to its end. */
export function serveSession(socket: Socket, settings: SessionSettings): void {
  const { clock, connector, source, faults } = settings;
  const maxBytes = byteCount(connector.MaxMessageSize);
  const mayRelay = (to: string) => settings.mayRelay || isAccepted(settings.acceptedDomains, to);
  let maySubmit = String(connector.PermissionGroups).includes('AnonymousUsers');
  let login: LoginDialog | null = null;
  const closing = new AbortController();
  let isGreeted = false;
  let resets = 0;
  let errors = 0;
  let envelope: Envelope | null = null;
  let incoming: IncomingMail | null = null;

  const say = (reply: string) => {
    if (socket.writable) socket.write(`${reply}\r\n`);
  };
  const end = (reply: string) => {
    if (socket.writable) closeAfter(socket, reply, clock);
  };

  /** Replies that anonymous sessions wait TarpitInterval for: errors (5xx), and odd commands. Only errors count as such. */
  async function tarpit(reply: string): Promise<void> {
    await clock.sleep(seconds(connector.TarpitInterval) * 1000, closing.signal);
    if (reply.startsWith('5')) errors += 1;
    if (errors > amount(connector.MaxProtocolErrors))
      end('421 4.7.0 Too many errors on this connection, closing transmission channel');
    else say(reply);
  }

  /** Says what the hub was told to say here instead of its own words; '' is silence. */
  function saysInstead(reply: string | null): reply is string {
    if (reply === null) return false;
    if (reply.startsWith('421')) end(reply);
    else if (reply !== '') say(reply);
    return true;
  }

  const startedAt = clock.now();
  const isTooOld = () => clock.now() - startedAt > seconds(connector.ConnectionTimeout) * 1000;

  const commands: Readonly<Record<string, (rest: string) => void | Promise<void>>> = {
    EHLO: () => hello(ehloReply(connector, source, maxBytes)),
    HELO: () => hello(`250 ${String(connector.Fqdn)} Hello [${source}]`),
    async MAIL(rest) {
      const [, from, parameters = ''] = /^FROM:\s*<([^<>]*)>(.*)$/i.exec(rest) ?? [];
      if (!isGreeted) return tarpit('503 5.5.2 Send hello first');
      if (!maySubmit) return tarpit('530 5.7.1 Client was not authenticated');
      if (from === undefined) return tarpit('501 5.5.4 Invalid arguments');
      if (envelope) return tarpit('503 5.5.2 Sender already specified');
      if (Number(/\sSIZE=(\d+)/i.exec(parameters)?.[1] ?? 0) > maxBytes) return tarpit(tooBig);
      if (!isWithinRate()) {
        end('421 4.4.2 Message submission rate for this client has exceeded the configured limit');
        return;
      }
      const { waits, refusal } = faults.pressure();
      if (waits > 0) await clock.sleep(waits, closing.signal);
      if (saysInstead(faults.answer('MAIL'))) return;
      if (refusal !== null) {
        say(refusal);
        return;
      }
      envelope = { from, recipients: [] };
      say('250 2.1.0 Sender OK');
    },
    async RCPT(rest) {
      const to = /^TO:\s*<([^<>\s]+@[^<>\s]+)>/i.exec(rest)?.[1];
      if (!envelope) return tarpit('503 5.5.2 Need mail command');
      if (to === undefined) return tarpit('501 5.5.4 Invalid arguments');
      if (!mayRelay(to)) return tarpit('550 5.7.1 Unable to relay');
      if (envelope.recipients.includes(to)) return tarpit('250 2.1.5 Recipient OK');
      if (envelope.recipients.length >= amount(connector.MaxRecipientsPerMessage)) {
        say('452 4.5.3 Too many recipients');
        return;
      }
      if (saysInstead(faults.answer('RCPT'))) return;
      envelope.recipients.push(to);
      say('250 2.1.5 Recipient OK');
    },
    async DATA() {
      if (!envelope) return tarpit('503 5.5.2 Need mail command');
      if (envelope.recipients.length === 0) return tarpit('503 5.5.2 Need rcpt command');
      if (saysInstead(faults.answer('DATA'))) return;
      incoming = createIncomingMail();
      say('354 Start mail input; end with <CRLF>.<CRLF>');
    },
    async RSET() {
      envelope = null;
      resets += 1;
      if (resets > 1) return tarpit('250 2.0.0 Resetting');
      say('250 2.0.0 Resetting');
    },
    async AUTH(rest) {
      if (!offersLogin(connector) || rest.toUpperCase() !== 'LOGIN')
        return tarpit('504 5.7.4 Unrecognized authentication type');
      login = startLogin(settings.users);
      say('334 VXNlcm5hbWU6');
    },
    NOOP: () => tarpit('250 2.0.0 OK'),
    HELP: () =>
      tarpit(
        '214-This server supports the following commands:\r\n214 HELO EHLO STARTTLS RCPT DATA RSET MAIL QUIT HELP AUTH BDAT',
      ),
    VRFY: () => tarpit('252 2.1.5 Cannot VRFY user'),
    QUIT: () => end('221 2.0.0 Service closing transmission channel'),
  };

  function hello(reply: string): void | Promise<void> {
    const isRepeated = isGreeted;
    isGreeted = true;
    envelope = null;
    return isRepeated ? tarpit(reply) : say(reply);
  }

  /** MessageRateLimit, per connector and source; MessageRateSource None switches it off (2013-era). */
  function isWithinRate(): boolean {
    const limit = connector.MessageRateSource === 'None' ? Infinity : amount(connector.MessageRateLimit);
    return settings.rate.take(limit, `${String(connector.Guid)} ${source}`);
  }

  /** The final 250 waits for the delivery, or for MaxAcknowledgementDelay, whichever comes first; 0 means at once. */
  async function finish(mail: IncomingMail): Promise<void> {
    const { from, recipients } = envelope ?? { from: '', recipients: [] };
    envelope = null;
    if (mail.bytes() > maxBytes) return tarpit(tooBig);
    const instead = faults.answer('final');
    if (instead !== '' && saysInstead(instead)) return;
    // The mail is taken even when its sender does not wait for the 250: a sender that tries again makes it arrive twice.
    const { internalId, confirmedAfter, copiedAfter } = settings.delivered({
      from,
      recipients,
      subject: mail.header('Subject') ?? '',
      text: mail.text(),
      bytes: mail.bytes(),
    });
    if (instead === '') return;
    const held = copiedAfter + Math.min(confirmedAfter, seconds(connector.MaxAcknowledgementDelay) * 1000);
    if (held > 0) await clock.sleep(held, closing.signal);
    const messageId = mail.header('Message-ID') ?? `<${randomUUID()}@${settings.fqdn}>`;
    say(`250 2.6.0 ${messageId} [InternalId=${internalId}] Queued mail for delivery`);
  }

  async function take(line: string): Promise<void> {
    if (isTooOld()) {
      end('421 4.4.1 Connection timed out');
    } else if (login) {
      const { reply, isOver, isSignedIn } = login.take(line);
      if (isOver) login = null;
      maySubmit ||= isSignedIn;
      if (reply.startsWith('5')) await tarpit(reply);
      else say(reply);
    } else if (incoming && line === '.') {
      const mail = incoming;
      incoming = null;
      await finish(mail);
    } else if (incoming) {
      incoming.add(line);
    } else {
      const [verb = '', rest = ''] = line.split(/\s+(.*)/s);
      const name = verb.toUpperCase();
      const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
      await (command ? command(rest) : tarpit('500 5.3.3 Unrecognized command'));
    }
  }

  /** ConnectionInactivityTimeout counts only while the server waits for the client. */
  let stopIdle: () => void = () => undefined;
  function restartIdle(): void {
    stopIdle();
    const limit = seconds(connector.ConnectionInactivityTimeout) * 1000;
    stopIdle = clock.after(limit, () => end('451 4.7.0 Timeout waiting for client input'));
  }

  /** Commands are answered one after the other, also when a client sends them all at once. */
  const waiting: string[] = [];
  let isWorking = false;
  async function work(): Promise<void> {
    if (isWorking) return;
    isWorking = true;
    stopIdle();
    for (let line = waiting.shift(); line !== undefined && socket.writable; line = waiting.shift()) await take(line);
    isWorking = false;
    if (socket.writable) restartIdle();
    socket.resume();
  }

  const reader = createLineReader(
    (line) => waiting.push(line),
    () => end('500 5.5.2 Line too long'),
  );
  socket.setEncoding('latin1');
  socket.on('data', (chunk: string) => {
    if (!socket.writable) return;
    reader.push(chunk);
    if (waiting.length > mostWaiting) socket.pause();
    // It fails only when the client has gone while the server held a reply back.
    work().catch(() => socket.destroy());
  });
  socket.once('close', () => {
    stopIdle();
    closing.abort();
  });
  restartIdle();
  say(banner(connector, clock.now()));
}
