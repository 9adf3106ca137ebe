import { describe, expect, it } from 'vitest';
import { restoreNullTimeout, setTimeoutDirectly, updateTimeout } from '../../electron/engine/database-mail/statements';
import type { PlanTarget } from '../../shared/run/plan';
import type { RunState } from '../../shared/run/state';
import { accountTarget, scriptOfTargets } from '../support/runbook-of';
import { isParserMissing, parseTsql, type ParsedText } from '../support/tsql';
import { knownNames, versions } from '../support/tsql-objects';
import { shortNames, unknownNames } from '../support/tsql-rules';

const sides = ['change', 'undo'] as const;

/** What can stand in an account's name, a user's or a ticket. */
const hostile: [name: string, word: string][] = [
  ['quotes', `it's "one"; DROP TABLE x --`],
  ['quotes that look like them', '‘one’ ‚two‛ ʼ'],
  ['brackets', 'a] [b'],
  ['sqlcmd’s variables', '$(SQLCMDPASSWORD) $ (x)'],
  ['line breaks', "a\r\nGO\r\n:!! dir\n'b"],
  ['a backslash before a line break', 'a\\\nb\\'],
  ['separators that cannot be seen', 'a\u2028b\u2029c\u0085d\u0000e\u202ef'],
  ['ends and beginnings of comments', 'a */ b /* c -- d #> e'],
  ['signs beyond the first plane', 'a 💌 b'],
  ['format signs', '%d %s %%'],
];

describe.skipIf(isParserMissing)('the .sql of a runbook, by Microsoft’s parser', { timeout: 60_000 }, () => {
  const textOf = (what: (typeof sides)[number], targets: PlanTarget[], state: Partial<RunState> = {}) =>
    scriptOfTargets('sql', what, targets, state).replace(/^\ufeff/, '');
  const two = (word: string) => [accountTarget(word), accountTarget(`${word} 2`, { key: '8' })];

  const ways: [name: string, target: PlanTarget][] = [
    ['by the procedure', accountTarget('Newsletter')],
    [
      'by the table, where the build can do no better',
      accountTarget('Newsletter', {
        command: setTimeoutDirectly(7, 60, 20),
        undoCommand: setTimeoutDirectly(7, 20, 60),
      }),
    ],
    [
      'from NULL and back',
      accountTarget('Newsletter', {
        changes: [{ setting: 'timeout', before: 'NULL', after: '60' }],
        command: updateTimeout(7, 60),
        undoCommand: restoreNullTimeout(7, 60),
      }),
    ],
  ];

  it.each(ways)('%s: is T-SQL from 2005 on, with nothing that a version lacks', (_name, target) => {
    for (const parsed of parseTsql(sides.map((what) => textOf(what, [target])))) {
      expect(parsed.errors).toEqual({ '2005': [], '2008': [], newest: [] });
      expect([parsed.dynamic, shortNames(parsed)]).toEqual([[], []]);
      expect(parsed.declared).toEqual(['@Found', '@Now']);
      for (const version of versions)
        expect(unknownNames(parsed, knownNames(version)).filter((name) => !isProbed(name))).toEqual([]);
    }
  });

  it.each(hostile)('is the same script with %s in a name, a user and a ticket', (_name, word) => {
    const state = { user: word, ticket: word };
    const texts = sides.flatMap((what) => [textOf(what, two('Newsletter')), textOf(what, two(word), state)]);
    const shapes = parseTsql(texts).map(shapeOf);
    expect(shapes[0]?.errors).toEqual({ '2005': [], '2008': [], newest: [] });
    expect(shapes[0]?.calls).toHaveLength(2);
    expect([shapes[1], shapes[3]]).toEqual([shapes[0], shapes[2]]);
  });
});

/** Parameters that some builds lack: a plan is made only by those that were found there. */
const isProbed = (name: string) => /^parameter .* @(?:timeout|no_credential_change)$/.test(name);

/** All but where each name stands, and the texts, of which a name can need several. */
const shapeOf = ({ errors, queries, calls, globals, variables, declared, options, dynamic }: ParsedText) => {
  const words = (names: readonly { text: string }[]) => names.map(({ text }) => text);
  return {
    errors,
    dynamic,
    declared,
    queries: queries.map(({ kind, tables, columns }) => [
      kind,
      tables.map(({ parts }) => words(parts)),
      columns.map(({ name }) => name.text),
    ]),
    calls: calls.map(({ procedure, parameters }) => [words(procedure), words(parameters)]),
    names: [globals, variables, options].map(words),
  };
};
