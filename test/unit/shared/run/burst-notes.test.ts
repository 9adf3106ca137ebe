import { expect, it } from 'vitest';
import { burstNotes } from '../../../../shared/run/burst-notes';
import type { BurstResult } from '../../../../shared/run/measurement';
import { makeBurst } from '../../../support/run-fixtures';

const notes = (changes: Partial<BurstResult>) => burstNotes(makeBurst(changes)).map((note) => note.text);

it.each<[string, Partial<BurstResult>, string[]]>([
  ['a whole burst of a hundred', {}, []],
  [
    'stopped',
    { stopped: true, stoppedBy: 'user', asked: 140, waiting: 12 },
    ['Stopped after 140 mails were queued. 12 of them were not sent yet and still will be.'],
  ],
  [
    'a foreign failure',
    { stopped: true, stoppedBy: 'foreign-failure', asked: 140, foreignCount: 1 },
    [
      'Queueing ended after 140 mails: a mail that is not part of the test failed, and real mail comes first.',
      '1 mail of other senders failed or was retried meanwhile.',
    ],
  ],
  [
    'given up',
    { stopped: true, stoppedBy: 'patience', waiting: 3 },
    ['Given up: nothing happened for longer than a retry takes. 3 mails of 100 are still unsent or retrying.'],
  ],
  [
    'twice',
    { mayArriveTwice: 9 },
    [
      'Up to 9 test mails may arrive twice: they timed out when Exchange may have had them already, and were tried again. Look for subjects that begin with “[run-7f3a2b1c”.',
    ],
  ],
  [
    'a clock that jumped',
    { asked: 101, sent: 101, untimed: 1 },
    ['The server’s clock was changed during the test (summer time?): the delays of 1 mail are left out.'],
  ],
  [
    'given up on one',
    { stoppedBy: 'patience', waiting: 1 },
    ['Given up: nothing happened for longer than a retry takes. 1 mail of 100 is still unsent or retrying.'],
  ],
  [
    'stopped after one',
    { stoppedBy: 'user', asked: 1, waiting: 1, sent: 0 },
    ['Stopped after 1 mail was queued. 1 of them was not sent yet and still will be.'],
  ],
  [
    'too few that have a time',
    { asked: 1000, sent: 99 },
    ['With 99 timed mails the 95 % and 99 % values rest on a few single mails; 100 mails tell more.'],
  ],
  ['none that has a time', { asked: 50, sent: 0, failed: 50 }, []],
])('%s', (_, changes, expected) => {
  expect(notes(changes)).toEqual(expected);
});
