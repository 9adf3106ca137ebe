import { connect, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import type { LabClock } from '../../electron/engine/practice/clock';

export type SmtpSession = {
  socket: Socket;
  /** The first reply. */
  greeting: string;
  /** The next reply, all its lines; `closed` when the server has closed. */
  reply(): Promise<string>;
  /** Sends a line and answers its reply. */
  say(line: string): Promise<string>;
};

/** A session typed by hand; it ends with the test. Like a bad client it does not close because the server does. */
export async function smtpSession(host: string, port: number, localAddress: string): Promise<SmtpSession> {
  const socket = connect({ host, port, localAddress, allowHalfOpen: true });
  socket.setEncoding('latin1');
  socket.on('error', () => undefined);
  onTestFinished(() => void socket.destroy());
  let text = '';
  const waiting: (() => void)[] = [];
  const wakeAll = () => waiting.splice(0).forEach((wake) => wake());
  socket.on('data', (chunk: string) => {
    text += chunk;
    wakeAll();
  });
  socket.once('end', wakeAll);
  socket.once('close', wakeAll);
  async function reply(): Promise<string> {
    for (;;) {
      const whole = /^(?:\d{3}-[^\n]*\n)*\d{3} [^\n]*\n/.exec(text)?.[0];
      if (whole !== undefined) {
        text = text.slice(whole.length);
        return whole.trimEnd();
      }
      if (socket.destroyed || socket.readableEnded) return 'closed';
      await new Promise<void>((wake) => waiting.push(wake));
    }
  }
  const say = (line: string) => {
    socket.write(`${line}\r\n`);
    return reply();
  };
  return { socket, reply, say, greeting: await reply() };
}

/** Lab seconds that an act takes. */
export async function labSeconds(clock: LabClock, act: () => Promise<unknown>): Promise<number> {
  const from = clock.now();
  await act();
  return (clock.now() - from) / 1000;
}
