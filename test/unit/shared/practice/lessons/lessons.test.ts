import { expect, it, test } from 'vitest';
import { lessonOf } from '../../../../../shared/practice/lessons/lessons';
import { practiceScenarios, practiceTitle } from '../../../../../shared/practice/scenarios';
import { delay, ladders, made, number, run, timeout } from '../../../../support/lesson-run';

test.each(practiceScenarios)('$id has a brief, and two to four sentences at the end of any run', ({ id, brief }) => {
  expect(brief.findOut.length).toBeGreaterThanOrEqual(2);
  for (const parts of [[], [made(number(), delay, timeout), ladders]]) {
    const lesson = lessonOf(run(id, ...parts));
    expect(lesson.length).toBeGreaterThanOrEqual(2);
    expect(lesson.length).toBeLessThanOrEqual(4);
    expect(lesson.at(-1)).toMatch(/^The right outcome: /);
    expect(lesson.join(' ')).not.toMatch(/undefined|null/);
  }
});

it('says nothing on the user’s own servers, nor of a case that this version does not describe', () => {
  expect(lessonOf(run('article', { mode: 'servers' }))).toEqual([]);
  expect(lessonOf(run('moon'))).toEqual([]);
  expect(practiceTitle('moon')).toBe('moon');
});
