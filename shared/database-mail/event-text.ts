import { classifyReply } from '../smtp/classify';
import type { ReplyClass } from '../smtp/reply-class';

export type Failure = {
  /** The account named in the text, which is there even where the column is NULL. */
  accountId: number | null;
  /** The cause in the server's own words. */
  message: string;
  cause: ReplyClass;
};

/**
 * A failure row of sysmail_event_log.description, in the classic form or in the block form of newer versions (seen
 * on SQL Server 2025). Causes are told apart by what follows "The server response was:", never by 4.3.2 or 421 alone: System.Net.Mail
 * writes "Service not available, closing transmission channel." for any 421. Where the server's language puts those words
 * otherwise, Exchange's own, which are English everywhere, begin at the enhanced code.
 */
export function parseFailure(description: string): Failure {
  const account = /Sending Mail using Account (\d{1,9}) \(/.exec(description)?.[1];
  const message = causeOf(description);
  const reply = /The server response was:\s*(.*)/s.exec(message)?.[1] ?? localizedReply.exec(message)?.[0];
  return { accountId: account === undefined ? null : Number(account), message, cause: classifyReply(reply ?? message) };
}

/** `4.3.2 The maximum ...`, and no part of an address. */
const localizedReply = /(?<![\d.])[45]\.\d{1,3}\.\d{1,3} [A-Z].*/s;

function causeOf(description: string): string {
  const cause = /Exception Message:(.*)/s.exec(description)?.[1] ?? description;
  const block = /^[ \t]*1\) Exception Information/m.test(cause) ? /^[ \t]*Message:(.+)$/m.exec(cause)?.[1] : undefined;
  // The classic frame closes with ". )" or "." and a line break before its own bracket, which is not the cause's.
  return (block ?? cause.replace(/\.?\s+\)\s*$/, '')).trim();
}
