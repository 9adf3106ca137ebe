import type { ReplyClass } from './reply-class';

/**
 * Reply texts of Exchange without their three digits, in the order they must be tried. Five causes share 4.3.2, and
 * Database Mail's log leaves the digits 421 out, so only the words after the enhanced code tell.
 */
const replies: readonly (readonly [RegExp, ReplyClass])[] = [
  [/^4\.3\.2 The maximum number of concurrent server connections has exceeded a per-source limit/i, 'per-source-limit'],
  [/^4\.3\.2 The maximum number of concurrent server connections has exceeded a limit/i, 'total-limit'],
  [/^4\.3\.2 The maximum number of concurrent connections has exceeded a limit/i, 'per-source-limit'],
  [/^4\.3\.2 Concurrent connections limit exceeded/i, 'exchange-online-limit'],
  [/STOREDRV\.ClientSubmit; sender thread limit exceeded/i, 'exchange-online-limit'],
  [
    /^4\.3\.2 (?:Service not available|Service not active|System not accepting network messages)/i,
    'service-not-available',
  ],
  [/^4\.4\.2 Message submission rate for this client has exceeded/i, 'message-rate-limit'],
  [/^4\.4\.2 Connection dropped/i, 'connection-lost'],
  [/^4\.4\.1 Connection timed out/i, 'session-expired'],
  [/^4\.7\.0 Timeout waiting for client input/i, 'connection-lost'],
  [/^4\.7\.0 Too many errors on this connection/i, 'too-many-errors'],
  [/^4\.3\.1 Insufficient system resources/i, 'back-pressure'],
  [/^5\.7\.\d{1,3} (?:SMTP; )?Unable to relay/i, 'relay-denied'],
  [/^5\.7\.\d{1,3} (?:SMTP; )?Client was not authenticated/i, 'not-authenticated'],
  [/^5\.7\.\d{1,3} (?:SMTP; )?Must issue a STARTTLS command first/i, 'tls'],
];

/** Failures without a reply: words of sockets, of System.Net.Mail and of RelayTune's own SMTP client. */
const failures: readonly (readonly [RegExp, ReplyClass])[] = [
  [/operation has timed out/i, 'timeout'],
  [/actively refused|ECONNREFUSED/i, 'connect-refused'],
  [/did not properly respond|ETIMEDOUT|No greeting within/i, 'connect-timeout'],
  [/\bcertificate\b|\bSTARTTLS\b|\b(?:SSL|TLS)\b|does not support secure connections/i, 'tls'],
  [/connection was (?:aborted|closed|forcibly closed|reset)|ECONNRESET|EPIPE|Failure sending mail/i, 'connection-lost'],
  [/Could not connect to mail server/i, 'connect-timeout'],
];

/** The class of a raw SMTP reply (`421 4.3.2 ...`), of the same without its digits, or of a failure's own words. */
export function classifyReply(text: string): ReplyClass {
  const line = text.trim();
  if (/^2\d\d(?:[ -]|$)/.test(line)) return 'accepted';
  const words = line.replace(/^[345]\d\d[ -]/, '');
  // A reply that is not in the table stays unknown, whatever words it holds.
  const patterns = /^[45]\.\d{1,3}\.\d{1,3}\b/.test(words) || words !== line ? replies : [...replies, ...failures];
  return patterns.find(([pattern]) => pattern.test(words))?.[1] ?? 'unknown';
}

export type ReplyMeaning = {
  title: string;
  meaning: string;
  /** Whether the changes of this program can mend it. */
  helps: 'yes' | 'partly' | 'no';
};

export function describeReplyClass(replyClass: ReplyClass): ReplyMeaning {
  return meanings[replyClass];
}

const meanings: Readonly<Record<ReplyClass, ReplyMeaning>> = {
  accepted: { title: 'Accepted', meaning: 'Exchange accepted the session or the mail.', helps: 'no' },
  'per-source-limit': {
    title: '421: too many sessions from one source',
    meaning:
      'One address held as many sessions as the connector allows it, by number or by percentage. Step 3 mends this.',
    helps: 'yes',
  },
  'total-limit': {
    title: '421: too many sessions in all',
    meaning:
      'All sources together reached MaxInboundConnection. A higher limit per source does not help: find the other heavy senders, or give them their own connector.',
    helps: 'no',
  },
  'message-rate-limit': {
    title: '421: too many mails a minute',
    meaning:
      "The connector's MessageRateLimit was exceeded, often because mail goes to the client connector on port 587. Send to the relay connector on port 25.",
    helps: 'no',
  },
  'service-not-available': {
    title: '421: service not available',
    meaning:
      'No enabled connector accepts this address, or the transport service is paused, inactive or draining. No limit causes this.',
    helps: 'no',
  },
  'back-pressure': {
    title: '452: back pressure',
    meaning:
      'The Exchange server is short of disk, memory or queue space and slows or refuses mail. Connector limits do not help.',
    helps: 'no',
  },
  'session-expired': {
    title: '421: session too old',
    meaning: 'The session lasted longer than ConnectionTimeout. Shorter delays in step 4 can keep sessions below it.',
    helps: 'partly',
  },
  'too-many-errors': {
    title: '421: too many errors',
    meaning:
      'The session made more errors than MaxProtocolErrors or MaxLogonFailures allows. Look at the recipients and the sign-in.',
    helps: 'no',
  },
  'relay-denied': {
    title: '550: unable to relay',
    meaning: 'The connector that answered may not relay to this recipient: it is probably the wrong connector.',
    helps: 'no',
  },
  'not-authenticated': {
    title: '530: client was not authenticated',
    meaning: 'The connector wants a sign-in: it is probably the wrong one, or the account has lost its stored login.',
    helps: 'no',
  },
  tls: {
    title: 'Encryption failed',
    meaning:
      'The encrypted session could not be set up, often because the certificate does not carry the name the account uses.',
    helps: 'no',
  },
  timeout: {
    title: 'Timed out',
    meaning:
      "The whole send took longer than the account's timeout. Steps 4 and 5 help where Exchange holds its final reply back; where every mail times out, restart Database Mail first.",
    helps: 'partly',
  },
  'connect-refused': {
    title: 'Connection refused',
    meaning:
      'Nothing listens at that address and port: wrong server or port, a firewall, or the transport service is not running.',
    helps: 'no',
  },
  'connect-timeout': {
    title: 'No answer',
    meaning: 'The server did not answer at all: wrong name or address, a firewall, or a server that is too busy.',
    helps: 'no',
  },
  'connection-lost': {
    title: 'Connection lost',
    meaning:
      'The connection ended before the mail was accepted: a network fault, a firewall or antivirus program, or a session left idle too long.',
    helps: 'no',
  },
  'exchange-online-limit': {
    title: '432: Exchange Online limit',
    meaning: 'This is a limit of Exchange Online. No setting of a receive connector mends it.',
    helps: 'no',
  },
  unknown: {
    title: 'Not recognised',
    meaning: 'RelayTune does not know this text. It is shown as received.',
    helps: 'no',
  },
};
