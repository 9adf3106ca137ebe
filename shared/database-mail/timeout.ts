import type { ConnectorDelays } from '../exchange/connector';
import type { Risk } from '../run/plan';

/** SmtpClient's own default, which a NULL timeout is expected to mean (never confirmed on a live server). */
export const expectedNullTimeout = 100;
/** Outlasts both delays as Exchange installs them (30 s + 5 s) with room to spare. */
const suggested = 60;
/** The column is an int, but a send that takes a day is no send. */
const mostSeconds = 86_400;

export type CheckedTimeout = { ok: true; value: number } | { ok: false; message: string };

/** sysmail_server.timeout as typed: whole seconds from 1 to 86400. */
export function checkTimeout(typed: string): CheckedTimeout {
  const text = typed.trim();
  const value = /^\d{1,10}$/.test(text) ? Number(text) : 0;
  if (value < 1 || value > mostSeconds)
    return { ok: false, message: 'Enter whole seconds from 1 to 86400, for example 60.' };
  return { ok: true, value };
}

/** `20 s`, or what a NULL is expected to mean. */
export const timeoutMeaning = (timeout: number | null) =>
  timeout === null ? `not set (expected ${expectedNullTimeout} s)` : `${timeout} s`;

/** What page 5 suggests for this timeout, and whether the usual value would shorten it. */
export function timeoutStep(timeout: number | null): string {
  if (timeout === null) return `Page 5 leaves it: ${suggested} s would probably shorten it.`;
  return timeout < suggested
    ? `Page 5 suggests ${suggested} s, which lengthens it.`
    : `Page 5 leaves it${timeout > suggested ? `: ${suggested} s would shorten it` : ''}.`;
}

export type TimeoutAdvice = { suggestion: 'leave' | number; currentMeaning: string; reason: string };

/** NULL and 60 s or more are left alone; anything less is raised to 60 s. One timer covers a whole send, delays included. */
export function timeoutAdvice(facts: { timeout: number | null; delays: ConnectorDelays }): TimeoutAdvice {
  const { timeout, delays } = facts;
  const currentMeaning = timeoutMeaning(timeout);
  if (timeout !== null && timeout < suggested) {
    const reason = `${timeout} s leave little room. ${outlasting(suggested, delays)}`;
    return { suggestion: suggested, currentMeaning, reason };
  }
  const open = timeout === null ? `No timeout is set, so ${expectedNullTimeout} s are expected to apply. ` : '';
  return { suggestion: 'leave', currentMeaning, reason: open + outlasting(timeout ?? expectedNullTimeout, delays) };
}

function outlasting(seconds: number, delays: ConnectorDelays): string {
  const held = longestHold(delays);
  return seconds > held
    ? `${seconds} s outlast the connector's delays, which can hold one mail for ${held} s.`
    : `${seconds} s do not outlast the connector's delays, which can hold one mail for ${held} s: lower those in page 4, or enter more than ${held}.`;
}

/** Sentences to tick before a timeout that makes things worse, or probably does. */
export function timeoutTicks(change: { current: number | null; wanted: number }): { id: string; text: string }[] {
  const { current, wanted } = change;
  if (wanted >= (current ?? expectedNullTimeout)) return [];
  return current === null
    ? [
        {
          id: 'shortens-null',
          text: `I know that this probably shortens it: no timeout is expected to mean ${expectedNullTimeout} s, and ${wanted} s is less.`,
        },
      ]
    : [{ id: 'shortens', text: `I know that this shortens it, from ${current} s to ${wanted} s.` }];
}

/** What the user should know before the timeout is written. */
export function timeoutRisks(change: { current: number | null; wanted: number; delays: ConnectorDelays }): Risk[] {
  const held = longestHold(change.delays);
  return [
    ...(change.wanted <= held
      ? [
          warning(
            `The connector can hold a mail for up to ${held} s, so with ${change.wanted} s mails can still time out, and then arrive twice.`,
          ),
        ]
      : []),
    ...(change.current === null
      ? [
          warning(
            'No procedure can set the timeout back to "not set" (NULL): undoing this takes an UPDATE that Microsoft does not support.',
          ),
        ]
      : []),
    info(
      'It counts once the Database Mail process restarts, or after a few minutes: the process keeps account data in memory.',
    ),
  ];
}

/** Seconds that one mail can be held by the connector; a connector without an acknowledgement delay has only the other. */
const longestHold = (delays: ConnectorDelays) => (delays.maxAcknowledgementDelay ?? 0) + delays.tarpitInterval;

const info = (text: string): Risk => ({ severity: 'info', text });
const warning = (text: string): Risk => ({ severity: 'warning', text });
