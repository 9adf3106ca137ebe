import type { ReplyClass } from './reply-class';

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
      'One address held as many sessions as the connector allows it, by number or by percentage. Page 3 mends this.',
    helps: 'yes',
  },
  'total-limit': {
    title: '421: too many sessions in all',
    meaning:
      'All sources together reached what the server allows (Exchange: MaxInboundConnection). A higher limit per source does not help: find the other heavy senders, or give them their own connector.',
    helps: 'no',
  },
  'message-rate-limit': {
    title: '421: too many mails a minute',
    meaning:
      "The connector's MessageRateLimit was exceeded, often because mail goes to the client connector on port 587. Send to the relay connector on port 25.",
    helps: 'no',
  },
  'server-rate-limit': {
    title: 'Too much in a short time',
    meaning:
      "The mail server lets one source send only so many mails, recipients, sign-ins or encrypted sessions in a time. These are Postfix's words, not Exchange's: see which server answered.",
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
      'The server is short of disk, memory or queue space and slows or refuses mail. Connector limits do not help: free disk and memory on it.',
    helps: 'no',
  },
  'not-redundant': {
    title: '451: no second copy',
    meaning:
      'Exchange could not make a shadow copy of the mail on another server, and takes none without (RejectMessageOnShadowFailure). Look at the other servers of the group.',
    helps: 'no',
  },
  'session-expired': {
    title: '421: session too old',
    meaning: 'The session lasted longer than ConnectionTimeout. Shorter delays (page 4) can keep sessions below it.',
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
  'sign-in-refused': {
    title: 'Sign-in refused',
    meaning:
      'The server did not take the name and the password, or does not offer this way to sign in here. Check the login, and whether it wants encryption first.',
    helps: 'no',
  },
  'recipient-refused': {
    title: 'Recipient refused',
    meaning:
      'The server does not take mail for this recipient: a wrong address, or a mailbox that is gone, disabled or full.',
    helps: 'no',
  },
  'too-many-recipients': {
    title: '452: too many recipients',
    meaning: "The mail names more recipients than the connector's MaxRecipientsPerMessage. Send it in parts.",
    helps: 'no',
  },
  'message-too-big': {
    title: '552: message too big',
    meaning: "The mail is larger than the connector's MaxMessageSize allows. Send less, or raise that limit.",
    helps: 'no',
  },
  'protocol-trouble': {
    title: 'Protocol trouble',
    meaning:
      'The server did not take a command as it was sent, or answered something that does not belong there. A firewall that alters SMTP between the two, or another kind of server, is likely.',
    helps: 'no',
  },
  'permanent-refusal': {
    title: '5xx: refused for good',
    meaning: 'The server refuses this and would refuse it again. RelayTune does not know these words: read the text.',
    helps: 'no',
  },
  'not-smtp': {
    title: 'No SMTP server',
    meaning:
      'What answered does not speak SMTP: wrong port, a port that wants TLS from the first byte, or a device in between.',
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
      "The whole send took longer than the account's timeout. Pages 4 and 5 help where Exchange holds its final reply back; where every mail times out, restart Database Mail first.",
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
  'greeting-timeout': {
    title: 'No greeting',
    meaning:
      'The connection was made, but the server never said its 220: it is too busy, an agent looks something up for it (DNS, block lists), or MaxConnectionRatePerMinute holds new sessions back.',
    helps: 'no',
  },
  'answer-timeout': {
    title: 'No answer in the session',
    meaning:
      'The server stopped answering within the session. A silence at MAIL FROM is usually back pressure; elsewhere a network fault, or an agent that takes its time.',
    helps: 'no',
  },
  'acknowledgement-timeout': {
    title: 'No acknowledgement',
    meaning:
      'The whole mail was sent, and the server did not confirm it in time: it may have been delivered all the same. Page 4 helps where Exchange 2010 holds its final reply back (MaxAcknowledgementDelay).',
    helps: 'partly',
  },
  'connection-lost': {
    title: 'Connection lost',
    meaning:
      'The connection ended before the mail was accepted: a network fault, a firewall or antivirus program, or a session left idle too long.',
    helps: 'no',
  },
  'name-not-found': {
    title: 'Name not found',
    meaning:
      'No DNS server knows the name of the mail server, or none answered. Check the name and the DNS of the sending computer.',
    helps: 'no',
  },
  'no-route': {
    title: 'No way to the server',
    meaning: 'The network has no route to that address: wrong address, a missing route, or a firewall that says so.',
    helps: 'no',
  },
  'local-trouble': {
    title: 'Trouble on the sending computer',
    meaning:
      'The sending computer itself could not open the connection: no free ports or file handles, a local address it does not have, or a firewall program on it. This says nothing about Exchange.',
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
