import type { ReplyClass } from './reply-class';

type Known = readonly (readonly [RegExp, ReplyClass])[];

/**
 * Replies without their three digits, in the order they must be tried. Five causes share 4.3.2, and Database Mail's log
 * leaves the digits 421 out, so only the words after the enhanced code tell. Exchange's words first, then those of Postfix
 * 3.7 (which uses one text for its count and its rate of connections).
 */
export const knownReplies: Known = [
  [
    /^4\.3\.2 The maximum number of concurrent server connections has exceeded a per-source limit\b/i,
    'per-source-limit',
  ],
  [/^4\.3\.2 The maximum number of concurrent server connections has exceeded a limit\b/i, 'total-limit'],
  [/^4\.3\.2 The maximum number of concurrent connections has exceeded a limit\b/i, 'per-source-limit'],
  [/^4\.3\.2 Concurrent connections limit exceeded\b/i, 'exchange-online-limit'],
  [/^(?:4\.3\.2 )?STOREDRV\.ClientSubmit; sender thread limit exceeded\b/i, 'exchange-online-limit'],
  [
    /^4\.3\.2 (?:Service not available|Service not active|System not accepting network messages)\b/i,
    'service-not-available',
  ],
  [/^4\.4\.2 Message submission rate for this client has exceeded the configured limit\b/i, 'message-rate-limit'],
  [/^4\.4\.2 Message size limit for this connection reached\b/i, 'message-too-big'],
  [/^4\.4\.2 Connection dropped\b/i, 'connection-lost'],
  [/^4\.4\.1 Connection timed out\b/i, 'session-expired'],
  [/^4\.7\.0 Timeout waiting for client input\b/i, 'connection-lost'],
  [/^4\.7\.0 Too many errors on this connection\b/i, 'too-many-errors'],
  [/^4\.3\.1 Insufficient system (?:resources|storage)\b/i, 'back-pressure'],
  [/^4\.5\.3 (?:Error: )?Too many recipients(?! from)\b/i, 'too-many-recipients'],
  [/^4\.4\.0 Message failed to be made redundant\b/i, 'not-redundant'],
  [/^5\.7\.\d{1,3} (?:SMTP; )?Unable to relay\b/i, 'relay-denied'],
  [/^5\.7\.\d{1,3} (?:SMTP; )?Client was not authenticated\b/i, 'not-authenticated'],
  [/^5\.7\.\d{1,3} (?:SMTP; )?Must issue a STARTTLS command first\b/i, 'tls'],
  [/^4\.7\.0 TLS not available due to (?:local problem|temporary reason)\b/i, 'tls'],
  [/^5\.7\.\d{1,3} (?:SMTP; )?Authentication unsuccessful\b/i, 'sign-in-refused'],
  [/^5\.7\.4 Unrecognized authentication type\b/i, 'sign-in-refused'],
  [/^4\.7\.0 Temporary authentication failure\b/i, 'sign-in-refused'],
  [/^5\.3\.3 Unrecognized command\b/i, 'protocol-trouble'],
  [/^4\.7\.0 \S+ Error: too many connections from /i, 'per-source-limit'],
  [/^4\.3\.2 All (?:server|screening) ports are busy\b/i, 'total-limit'],
  [/^4\.7\.0 \S+ Error: too many errors\b/i, 'too-many-errors'],
  [/^4\.4\.2 \S+ Error: timeout exceeded\b/i, 'connection-lost'],
  [/^4\.7\.1 Error: too (?:much mail|many recipients|many AUTH commands) from /i, 'server-rate-limit'],
  [/^4\.7\.0 (?:\S+ )?Error: too many new TLS sessions from /i, 'server-rate-limit'],
  [/^[45]\.7\.1 <[^>]*>: Relay access denied\b/i, 'relay-denied'],
  [/^5\.5\.1 Error: authentication not enabled\b/i, 'sign-in-refused'],
];

/** Permanent enhanced codes that mean one thing whatever the words: RFC 3463, and RFC 4954 for 5.7.8. */
export const knownCodes: Known = [
  [/^5\.1\.(?:[1-46]|10)\b/, 'recipient-refused'],
  [/^5\.2\.[12]\b/, 'recipient-refused'],
  [/^5\.(?:2\.3|3\.4)\b/, 'message-too-big'],
  [/^5\.5\.3\b/, 'too-many-recipients'],
  [/^5\.5\.\d\b/, 'protocol-trouble'],
  [/^5\.7\.8\b/, 'sign-in-refused'],
];

/** Failures without a reply: words of sockets, of System.Net.Mail and of RelayTune's own SMTP client. */
export const knownFailures: Known = [
  [/operation has timed out/i, 'timeout'],
  [/actively refused|ECONNREFUSED/i, 'connect-refused'],
  [/No such host is known|remote name could not be resolved|ENOTFOUND|EAI_AGAIN/i, 'name-not-found'],
  [/unreachable (?:host|network)|EHOSTUNREACH|ENETUNREACH/i, 'no-route'],
  [
    /Only one usage of each socket address|lacked sufficient buffer space|EADDRNOTAVAIL|EADDRINUSE|EMFILE/i,
    'local-trouble',
  ],
  [/No greeting within/i, 'greeting-timeout'],
  [/did not properly respond|ETIMEDOUT/i, 'connect-timeout'],
  [/\bcertificate\b|\bSTARTTLS\b|\b(?:SSL|TLS)\b|does not support secure connections/i, 'tls'],
  [/connection was (?:aborted|closed|forcibly closed|reset)|ECONNRESET|EPIPE|Failure sending mail/i, 'connection-lost'],
  [/Could not connect to mail server/i, 'connect-timeout'],
];

/** What a socket's error code says, where it says the same in every phase. */
export const socketCodes: Readonly<Record<string, ReplyClass>> = {
  ECONNREFUSED: 'connect-refused',
  ECONNRESET: 'connection-lost',
  ECONNABORTED: 'connection-lost',
  EPIPE: 'connection-lost',
  ENOTFOUND: 'name-not-found',
  EAI_AGAIN: 'name-not-found',
  EHOSTUNREACH: 'no-route',
  ENETUNREACH: 'no-route',
  EHOSTDOWN: 'no-route',
  ENETDOWN: 'no-route',
  EADDRNOTAVAIL: 'local-trouble',
  EADDRINUSE: 'local-trouble',
  EACCES: 'local-trouble',
  EPERM: 'local-trouble',
  EMFILE: 'local-trouble',
  ENFILE: 'local-trouble',
  ENOBUFS: 'local-trouble',
  ENOMEM: 'local-trouble',
};
