// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { reportHtml } from '../../../../shared/report/report-html';
import { reportJson } from '../../../../shared/report/report-json';
import type { RunEvent } from '../../../../shared/run/event';
import { makePlan, makeTarget } from '../../../support/run-fixtures';
import { recordsOf, reportOf, started, wholeRun } from './report-run';

const parse = (text: string) => new DOMParser().parseFromString(text, 'text/html');
const pageOf = (word: string) => parse(reportHtml(reportOf(wholeRun(word))));
const texts = (page: ParentNode, selector: string) =>
  [...page.querySelectorAll(selector)].map((element) => element.textContent.trim());
/** Every element and attribute of the page; of values only those that are no text of the run. */
const skeleton = (page: Document) =>
  [...page.querySelectorAll('*')].map((element) => [
    element.tagName,
    ...[...element.attributes].map(({ name, value }) => `${name}=${value}`),
  ]);

const hostile: [name: string, word: string, shown: string][] = [
  ['markup', '<img src=x onerror="alert(1)"><b>x</b>', '<img src=x onerror="alert(1)"><b>x</b>'],
  [
    'the end of a script',
    '</script></title></style><script>alert(1)</script>',
    '</script></title></style><script>alert(1)</script>',
  ],
  ['quotes', `"'\`" autofocus onfocus='x`, `"'\`" autofocus onfocus='x`],
  ['entities', '&lt;b&gt; &amp;amp; &#60;', '&lt;b&gt; &amp;amp; &#60;'],
  ['a formula', `=cmd|' /C calc'!A0`, `=cmd|' /C calc'!A0`],
  ['a comment and a hole', '--> <!-- ${1+1} {{x}} $& $1', '--> <!-- ${1+1} {{x}} $& $1'],
  ['line breaks', 'one\r\ntwo\rthree', 'one\ntwo\nthree'],
  [
    'what hides',
    'a\u0000b\u202egnirts\u2066c\u200d\u001b[2Jd\u2028e',
    'a[U+0000]b[U+202E]gnirts[U+2066]c[U+200D][U+001B][2Jd[U+2028]e',
  ],
];

describe.each(hostile)('a run full of %s', (_name, word, shown) => {
  it('is a page with the same elements and attributes as any other', () => {
    expect(skeleton(pageOf(word))).toEqual(skeleton(pageOf('word')));
  });

  it('shows it as text, and whole', () => {
    const page = pageOf(word);
    const values = new Map(
      [...page.querySelectorAll('dl div')].map((pair) => [
        pair.firstElementChild?.textContent,
        pair.lastElementChild?.textContent,
      ]),
    );
    expect(values.get('Ticket')).toBe(shown);
    expect(values.get('User')).toBe(shown);
    expect(texts(page, 'pre')).toContain(`Set-ReceiveConnector -Identity '${shown}'`);
    // What the command printed.
    expect(texts(page, 'pre')).toContain(shown);
    expect(texts(page, 'td')).toContain(`${shown}!`);
    expect(texts(page, 'h3')).toContain(`1. EX10-HUB1\\${shown}`);
  });

  it('comes out of the JSON as it went in', () => {
    const report = reportOf(wholeRun(word));
    expect(JSON.parse(reportJson(report))).toEqual(report);
    expect(report.run.ticket).toBe(word);
  });
});

describe('the page', () => {
  it('names the ways to the servers as the form does', () => {
    const values = texts(pageOf('SQLADMIN'), 'dd');
    expect(values).toContain('Automatic');
    expect(values).toContain('SQL Server login: SQLADMIN');
    expect(values).toContain('TLS 1.2; certificate accepted by its SHA-256 SQLADMIN');
  });

  it('needs nothing else, and lets nothing in', () => {
    const page = pageOf('word');
    expect(page.querySelector('meta[http-equiv]')?.getAttribute('content')).toBe(
      "default-src 'none'; style-src 'unsafe-inline'",
    );
    expect(page.querySelectorAll('script, link, img, iframe, object, form, [src], [href], [style]')).toHaveLength(0);
  });

  it('reads well: its language, one h1, headings in order, tables with captions and headers, pictures with titles', () => {
    const page = pageOf('word');
    expect(page.documentElement.getAttribute('lang')).toBe('en');
    const levels = [...page.querySelectorAll('h1, h2, h3, h4')].map(({ tagName }) => Number(tagName.slice(1)));
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    expect(levels.filter((level, index) => level > (levels[index - 1] ?? 0) + 1)).toEqual([]);
    for (const table of page.querySelectorAll('table')) {
      expect(table.querySelector('caption')?.textContent.trim()).not.toBe('');
      expect(table.querySelectorAll('thead th:not([scope="col"]), tbody th:not([scope="row"])')).toHaveLength(0);
      const columns = table.querySelectorAll('thead th').length;
      for (const row of table.querySelectorAll('tbody tr')) expect(row.children).toHaveLength(columns);
    }
    const pictures = [...page.querySelectorAll('svg[role="img"]')];
    // Sessions and outcomes, of three tests, before and after.
    expect(pictures).toHaveLength(12);
    for (const picture of pictures) {
      const ids = picture.getAttribute('aria-labelledby')?.split(' ') ?? [];
      expect(ids.map((id) => page.getElementById(id)?.tagName.toLowerCase())).toEqual(['title', 'desc']);
    }
    const ids = [...page.querySelectorAll('[id]')].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('tells the run from its verdict to its record', () => {
    const page = pageOf('word');
    expect(texts(page, 'h2')).toEqual([
      'Verdict: Fixed',
      'Who, when, where',
      'What was changed',
      'Checks before the change',
      'Changes in detail',
      'Connection ladder',
      'SMTP burst',
      'Database Mail burst',
      'Warnings that were accepted',
      'What is left, and what is not certain',
      'How to take it back',
      'The run’s record',
    ]);
    const rows = [...page.querySelectorAll('tr')].map((row) => texts(row, 'th, td').join(' ').trim());
    for (const row of [
      'MaxInboundConnectionPerSource 20 100 changed as planned',
      'Comment word word! CHANGED, AND NOT PLANNED',
      'Sent 57 100 43 more',
      'Sessions of one source 20 100',
      'word Warning word word',
      'Connections Typed to confirm: word word',
    ])
      expect(rows).toContain(row);
    const said = page.body.textContent;
    for (const part of [
      '2026-11-24 12:12:00 UTC',
      '# undo for Exchange',
      'hash-21',
      'Left as it is: Efficiency.',
      '[run-7f3a2b1c',
    ])
      expect(said).toContain(part);
    expect(said).not.toContain('\ufeff');
  });

  it('of practice names the case, and tells what was learnt', () => {
    const practice = recordsOf({ ...started, mode: 'practice', scenario: 'percentage' });
    const page = parse(reportHtml(reportOf(practice)));
    expect(page.body.textContent).toContain('practice servers: The percentage trap');
    expect(texts(page, 'h2')).toContain('What was learnt');
    expect(page.body.textContent).toContain('The right outcome: ');
  });

  it('has a column for notes only where something was taken back', () => {
    const heads = (...more: RunEvent[]) => {
      const page = parse(reportHtml(reportOf(recordsOf(...wholeRun('word').map(({ event }) => event), ...more))));
      const tables = [...page.querySelectorAll('table')];
      const found = tables.find((table) => texts(table, 'caption')[0] === 'Settings that were changed');
      return found && texts(found, 'thead th');
    };
    const plan = makePlan({ id: 'undo-1', step: 'undo' });
    const undo: RunEvent[] = [
      { type: 'change-announced', plan, target: 0 },
      { type: 'change-finished', planId: plan.id, target: 0, outcome: 'applied', readBack: {}, warnings: [] },
    ];
    expect(heads()).toEqual(['Where', 'Setting', 'Before', 'After']);
    expect(heads(...undo)).toEqual(['Where', 'Setting', 'Before', 'After', 'Note']);
  });

  it('claims nothing of a restart that nobody can read', () => {
    const target = makeTarget({ kind: 'queue', key: 'databaseMail', name: 'Database Mail', changes: [] });
    const plan = makePlan({ step: 'restart', targets: [target] });
    const announced: RunEvent = { type: 'change-announced', plan, target: 0 };
    const ids = { planId: plan.id, target: 0, outcome: 'not-applied' } as const;
    const problem = { code: 'queue/stopped-before', title: 'It was stopped.', detail: '', hint: '' };
    const ended = (end: RunEvent) => {
      const page = parse(reportHtml(reportOf(recordsOf(started, announced, end))));
      const pair = [...page.querySelectorAll('dl div')].find(
        ({ firstElementChild }) => firstElementChild?.textContent === 'How it ended',
      );
      return pair?.lastElementChild?.textContent;
    };
    expect(ended({ type: 'change-settled', ...ids, readBack: { Status: 'STARTED' } })).toBe(
      'It cannot be read whether it was done; it counts as not done.',
    );
    expect(ended({ type: 'change-failed', ...ids, problem })).toBe('Not done');
  });

  it('lists what may have been changed as that, and does not say that nothing was', () => {
    const unknown: RunEvent[] = [
      { type: 'change-announced', plan: makePlan(), target: 0 },
      { type: 'change-announced', plan: makePlan({ id: 'undo-1', step: 'undo' }), target: 0 },
    ];
    const page = parse(reportHtml(reportOf(recordsOf(started, ...unknown))));
    const notes = [...page.querySelectorAll('tr')].map((row) => texts(row, 'td').at(-1) ?? '');
    expect(notes.filter((note) => note.startsWith('not known whether'))).toEqual([
      'not known whether it was changed',
      'not known whether it was changed',
      'not known whether it was taken back',
      'not known whether it was taken back',
    ]);
    expect(page.body.textContent).not.toMatch(/(No setting|Nothing) was changed/);
  });

  it('tells what a command printed, also where that was nothing, and says nothing where it is not known', () => {
    const plan = makePlan();
    const said = (printed: { output?: string }) => {
      const ended = { planId: plan.id, target: 0, outcome: 'applied' as const, readBack: {}, warnings: [], ...printed };
      const events: RunEvent[] = [
        { type: 'change-announced', plan, target: 0 },
        { type: 'change-finished', ...ended },
      ];
      return parse(reportHtml(reportOf(recordsOf(started, ...events)))).body.textContent;
    };
    expect(said({ output: '(1 row affected)' })).toMatch(/What it printed:\s*\(1 row affected\)/);
    expect(said({ output: '' })).toContain('It printed nothing.');
    expect(said({})).not.toContain('printed');
  });

  it('of a run in which nothing was done says so', () => {
    const page = parse(reportHtml(reportOf(recordsOf(started), {}, { ps1: null, sql: null })));
    const said = page.body.textContent;
    for (const part of [
      'Verdict: Not tested',
      'No setting was changed in this run.',
      'The checks were not run.',
      'Nothing was changed in this run.',
      'No server was named.',
      'there is nothing to take back.',
    ])
      expect(said).toContain(part);
    expect(texts(page, 'h2')).not.toContain('SMTP burst');
  });
});
