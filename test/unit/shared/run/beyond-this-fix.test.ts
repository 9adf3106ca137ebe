import { expect, it } from 'vitest';
import { foundBeyondThisFix } from '../../../../shared/run/beyond-this-fix';
import type { ReplyClass } from '../../../../shared/smtp/reply-class';
import { makeBurst, makeLadder } from '../../../support/run-fixtures';

const none = { ladder: null, smtpBurst: null, burst: null };
const ladder = (answer: ReplyClass) => makeLadder({ limit: null, refusal: { text: '421', class: answer } });
const away = makeBurst({
  failed: 9,
  causes: [{ cause: 'service-not-available', mails: 9, tries: 9, example: '421' }],
});

it('says what no change of this program mends, where the tests before found nothing else', () => {
  const sentence = /^This fix cannot mend what fails here, “421: service not available”: .* No limit causes this\.$/;
  expect(foundBeyondThisFix({ before: { ...none, ladder: ladder('service-not-available') } })).toMatch(sentence);
  expect(foundBeyondThisFix({ before: { ...none, burst: away } })).toMatch(sentence);
});

it('says nothing where nothing was measured or refused, or a limit per source refused too', () => {
  for (const before of [
    none,
    { ...none, ladder: makeLadder({ refusal: null, limit: null }) },
    { ...none, ladder: ladder('per-source-limit') },
    { ...none, ladder: ladder('per-source-limit'), burst: away },
    { ...none, ladder: ladder('unknown') },
  ])
    expect(foundBeyondThisFix({ before })).toBe('');
});
