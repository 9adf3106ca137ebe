import { expect, it } from 'vitest';
import type { SmtpBurstResult } from '../../../../shared/run/smtp-burst';
import { smtpBurstNotes } from '../../../../shared/run/smtp-burst-notes';
import { makeSmtpBurst, quantiles } from '../../../support/run-fixtures';

const timed = (count: number) => quantiles(400, 700, 800, 900, 950, count);
const enough = { asked: 1000, accepted: 1000, total: timed(1000) };
const notes = (changes: Partial<SmtpBurstResult>) =>
  smtpBurstNotes(makeSmtpBurst({ ...enough, ...changes }), ['10.1.5.20', '10.1.5.21']).map((note) => note.text);

it.each<[string, Partial<SmtpBurstResult>, string[]]>([
  ['a whole burst of a thousand', {}, []],
  [
    'stopped',
    { stopped: true, stoppedBy: 'user', accepted: 140, notSent: 860 },
    ['Stopped after 140 mails were accepted. 860 mails of 1000 were not sent.'],
  ],
  [
    'failures',
    { stoppedBy: 'failures', notSent: 1 },
    ['Ended early: a fifth of the mails failed with something else than a 421. 1 mail of 1000 was not sent.'],
  ],
  [
    'a refused mailbox',
    { stoppedBy: 'recipient-refused' },
    ['Ended early: the server refused a test mailbox for good, so check the addresses on page 1.'],
  ],
  [
    'back pressure',
    { stoppedBy: 'back-pressure' },
    ['Ended early: the server is short of resources and said so with 452, and real mail comes first.'],
  ],
  ['contact', { stoppedBy: 'contact-lost' }, ['Ended early: the server stopped answering, or cannot be reached.']],
  [
    'the queue',
    { stoppedBy: 'queue-length' },
    [
      'Ended early: the hub’s queues grew by more than the test itself sends, so real mail may be held up: look at Get-Queue.',
    ],
  ],
  ['the time', { stoppedBy: 'duration' }, ['Ended early: it took longer than a test may.']],
  [
    'unanswered mails',
    { unanswered: 1 },
    [
      '1 mail got no answer after the last dot, and may have been delivered all the same. Look for subjects that begin with “[run-5a5a5a5a”.',
    ],
  ],
  [
    'its own lateness',
    { lag: { p99Ms: 80.4, maxMs: 300, isTrusted: false } },
    [
      'No times are given: RelayTune itself was late by 80 ms (99 %), which would count as the server’s. Close what keeps this computer busy and test again.',
    ],
  ],
  [
    'another source',
    { sourceAddress: '10.1.9.9' },
    [
      'Sent from 10.1.9.9, which is not the SQL Server’s address: limits count per source, and another connector may have answered.',
    ],
  ],
  ['the SQL Server’s other address', { sourceAddress: '10.1.5.21' }, []],
  [
    'mailboxes outside',
    { outside: ['a@partner.example', 'b@partner.example'] },
    ['Sent outside the accepted domains, as you wanted: a@partner.example, b@partner.example.'],
  ],
  [
    'one mailbox',
    { mailboxes: 1 },
    [
      'All mails went to one mailbox. Exchange 2010 delivers to a mailbox one mail at a time, which slows its acknowledgements: enter more test mailboxes on page 1.',
    ],
  ],
  [
    'queues that could not be seen',
    { queueWatched: false },
    ['The hub’s queues could not be watched: the test would not have ended by itself when they grew.'],
  ],
  [
    'few that have a time',
    { total: timed(99) },
    ['With 99 timed mails the 95 % and 99 % values rest on a few single mails; 100 mails tell more.'],
  ],
  ['none that has a time', { asked: 50, accepted: 0, total: null }, []],
  [
    'a hundred mails',
    { total: timed(100) },
    ['With 100 timed mails the slowest 1 % means 1 mail: the 99 % values rest on that.'],
  ],
  ['one accepted', { stopped: true, stoppedBy: 'user', accepted: 1 }, ['Stopped after 1 mail was accepted.']],
  [
    'an unknown source',
    { sourceAddress: '' },
    ['Sent from an unknown address: limits count per source, and another connector may have answered.'],
  ],
])('%s', (_name, changes, expected) => expect(notes(changes)).toEqual(expected));

it('does not call an address another one where the SQL Server’s is not known', () => {
  expect(smtpBurstNotes(makeSmtpBurst(enough), [])).toEqual([
    {
      status: 'warning',
      text: 'Sent from 10.1.5.20; the SQL Server’s address is not known, so it may be another: limits count per source, and another connector may have answered.',
    },
  ]);
});

it('says the most urgent first', () => {
  const all = notes({
    asked: 20,
    mailboxes: 1,
    unanswered: 2,
    stopped: true,
    stoppedBy: 'user',
    accepted: 5,
    total: timed(20),
  });
  expect(all.map((text) => text.slice(0, 8))).toEqual(['Stopped ', '2 mails ', 'All mail', 'With 20 ']);
});
