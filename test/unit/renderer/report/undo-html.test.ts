// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { undoScripts } from '../../../../electron/engine/run/runbook-text';
import { reportHtml } from '../../../../shared/report/report-html';
import { reportJson } from '../../../../shared/report/report-json';
import type { Report } from '../../../../shared/report/report';
import type { RunEvent } from '../../../../shared/run/event';
import { foldEvents } from '../../../../shared/run/fold';
import type { Plan } from '../../../../shared/run/plan';
import { makePlan, makeTarget } from '../../../support/run-fixtures';
import { accountTarget } from '../../../support/runbook-of';
import { recordsOf, reportOf, started } from './report-run';

const plan = makePlan();
const accountNamed = (name: string) =>
  makePlan({
    id: 'plan-2',
    step: 'timeout',
    targets: [accountTarget(name)],
  });
const announced = (of: Plan): RunEvent => ({ type: 'change-announced', plan: of, target: 0 });
const settled = (of: Plan, outcome: 'applied' | 'not-applied'): RunEvent => ({
  type: 'change-settled',
  planId: of.id,
  target: 0,
  outcome,
  readBack: {},
});

function reportAfter(...events: RunEvent[]): Report {
  const records = recordsOf(started, ...events);
  return reportOf(records, {}, undoScripts(foldEvents('run', records), new Date('2026-11-25T08:00:00.000Z')));
}

function undoSection(report: Report) {
  const page = new DOMParser().parseFromString(reportHtml(report), 'text/html');
  const found = [...page.querySelectorAll('section')].find(
    (each) => each.querySelector('h2')?.textContent === 'How to take it back',
  );
  const texts = (selector: string) => [...(found?.querySelectorAll(selector) ?? [])].map((each) => each.textContent);
  return { said: found?.textContent ?? '', titles: texts('h3'), scripts: texts('pre') };
}

it('of a run that was killed in its only write has the script that looks whether it was made', () => {
  const { said, titles, scripts } = undoSection(reportAfter(announced(plan)));
  expect(said).toContain('The better way is RelayTune’s own');
  expect(titles).toEqual(['For the Exchange Management Shell: save it as .ps1, and run it there']);
  expect(scripts[0]).toContain("if (@('100', '20') -notcontains [string]$Now.MaxInboundConnectionPerSource) {");
});

it('has nothing once it was looked at and was not made', () => {
  const report = reportAfter(announced(plan), settled(plan, 'not-applied'));
  expect(undoSection(report)).toMatchObject({ titles: [], scripts: [] });
  expect(undoSection(report).said).toContain('there is nothing to take back');
});

it('is the very text of the scripts that are saved, on the page and in the JSON, and no command without its guard', () => {
  const account = accountNamed('Newsletter');
  const events = [announced(plan), settled(plan, 'applied'), announced(account), settled(account, 'applied')];
  const report = reportAfter(...events);
  const { ps1, sql } = report.undo;
  // A browser reads each kind of line break as one.
  const asRead = (text: string | null) => text?.replace(/^\ufeff/, '').replaceAll('\r\n', '\n');
  const { scripts } = undoSection(report);
  expect(scripts).toEqual([asRead(ps1), asRead(sql)]);
  expect(scripts[1]).toContain('ELSE IF @Now = 60\nBEGIN\n  EXEC msdb.dbo.sysmail_update_account_sp @account_id = 7');
  expect((JSON.parse(reportJson(report)) as Report).undo).toEqual({ ps1, sql });
});

it('has the reason in place of a script that cannot be written', () => {
  const account = accountNamed('Newsletter');
  const strange = makePlan({ id: 'plan-3', targets: [makeTarget({ key: 'guid', name: 'EX10-HUB1\\one\u202etwo' })] });
  const { undo } = reportAfter(announced(account), announced(strange));
  expect(undo.ps1).toContain('# This script could not be written: RelayTune does not send this to Exchange.');
  expect(undo.ps1?.split('\r\n')).toHaveLength(2);
  const other = { ...account, targets: account.targets.map((target) => ({ ...target, key: 'seven' })) };
  expect(reportAfter(announced(other)).undo.sql).toBe(
    '-- This script could not be written: NaN is not a whole number.\r\n',
  );
});

it.each([
  ['markup', '</code></pre><img src=x onerror="alert(1)">'],
  ['a line break', 'one\r\ntwo'],
  ['quotes and the end of a comment', `it's "one" #> --`],
])('keeps a name with %s as text', (_name, word) => {
  const relay = makePlan({ targets: [makeTarget({ name: `EX10-HUB1\\${word}` })] });
  const account = accountNamed(word);
  const report = reportAfter(announced(relay), announced(account));
  const page = new DOMParser().parseFromString(reportHtml(report), 'text/html');
  expect(page.querySelectorAll('img')).toHaveLength(0);
  const { scripts } = undoSection(report);
  expect(scripts).toHaveLength(2);
  expect(scripts[0]).toContain(`EX10-HUB1\\${word.replaceAll('\r\n', '\n').replaceAll("'", "''")}'`);
});

it.each([
  ['a zero-width space', 'Relay\u200b SQL', 'Relay[U+200B] SQL', true],
  ['a soft hyphen', 'Relay\u00ad SQL', 'Relay[U+00AD] SQL', true],
  ['Windows’ line break', 'one\r\ntwo', 'one\ntwo', true],
  ['a line break that a page keeps', 'one\ntwo', 'one\ntwo', false],
  ['nothing of the kind', 'Relay – “SQL” é', 'Relay – “SQL” é', false],
])('says of a name with %s whether the script can be copied from the page', (_what, name, shown, isToBeSaved) => {
  const { said, scripts } = undoSection(
    reportAfter(announced(makePlan({ targets: [makeTarget({ name: `EX10-HUB1\\${name}` })] }))),
  );
  expect(scripts[0]).toContain(`'EX10-HUB1\\${shown}'`);
  expect(said.includes('press “Save the script” on its Result page.')).toBe(isToBeSaved);
});
