import type { HelpEntry } from './receive-connector';

/** Words of this program's pages that an admin may not have met. */
export const words: readonly HelpEntry[] = [
  { name: 'Source', meaning: 'The address that a session comes from: here the SQL Server’s, as Exchange sees it.' },
  { name: 'Session', meaning: 'One SMTP connection, from its 220 greeting to QUIT.' },
  {
    name: 'Effective limit',
    meaning:
      'The sessions that one source really gets: the smallest of three, which are MaxInboundConnectionPerSource, what others leave of MaxInboundConnection, and the share of what is still free that MaxInboundConnectionPercentagePerSource allows. Expected by the rule, measured by the ladder.',
  },
  {
    name: 'Connection ladder',
    meaning: 'Opens sessions one by one and holds them until Exchange refuses three. It sends no mail.',
  },
  { name: 'SMTP burst', meaning: 'Many test mails at once, sent by this computer to the connector.' },
  {
    name: 'Database Mail burst',
    meaning: 'Many test mails at once, queued on the SQL Server and sent by Database Mail itself: the real case.',
  },
  { name: 'p50, p95, p99', meaning: 'So many of a hundred mails took no longer than this.' },
  {
    name: '421',
    meaning:
      'SMTP’s “not now, try again later”, after which the server closes the session. What follows it tells the cause; Database Mail tries again as often as AccountRetryAttempts says, by default once.',
  },
  { name: 'Tarpit', meaning: 'A delay on purpose, after an error of a sender that has not signed in.' },
  {
    name: 'Back pressure',
    meaning:
      'Exchange slows or refuses mail because disk, memory or queue space is short. No limit of a connector mends it.',
  },
  {
    name: 'Plan',
    meaning:
      'What will be changed, from which value to which, by which command, at which risk. It is carried out exactly so, or not at all.',
  },
  { name: 'Plan file', meaning: 'Plans that one person made and another carries out, with the values locked.' },
  { name: 'Read-back', meaning: 'Every attribute read again after a change, from the same domain controller.' },
  { name: 'Run', meaning: 'One pass through the program on one set of servers, with its journal, report and undo.' },
  {
    name: 'Journal',
    meaning: 'Every act of a run, written before it is done; each line holds the hash of the one before.',
  },
];
