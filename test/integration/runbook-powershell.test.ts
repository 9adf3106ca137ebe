import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunState } from '../../shared/run/state';
import { powerShell } from '../support/powershell';
import { openScriptReader } from '../support/read-powershell';
import { makeTarget } from '../support/run-fixtures';
import { scriptOfTargets } from '../support/runbook-of';

const isMissing = powerShell === null && process.env.CI !== 'true';

/** What can stand in a connector's name, a user's or a ticket. */
const hostile: [name: string, word: string][] = [
  ['single quotes of all kinds', "it's ‘one’ ‚two‛"],
  ['double quotes', 'say "no"'],
  ['a sub-expression', '$(throw 1) $Now ${Now} @(1)'],
  ['backticks', 'a`n`"`'],
  ['line breaks', 'a\r\nthrow 1\n# b'],
  ['separators that cannot be seen', 'a\u2028throw 1\u2029b\u0085c'],
  ['ends of comments', 'a #> b */ <# c'.replace('*', '')],
  ['operators', '; | & && || { } -in --%'],
  ['dashes', '–Identity — x'],
];

describe.skipIf(isMissing)('the .ps1 of a runbook, by PowerShell’s own parser', { timeout: 60_000 }, () => {
  let reader: Awaited<ReturnType<typeof openScriptReader>>;
  beforeAll(async () => {
    reader = await openScriptReader();
  });
  afterAll(() => reader?.close());

  const read = async (what: 'change' | 'undo', words: readonly string[], state: Partial<RunState> = {}) => {
    const targets = words.map((word, index) => makeTarget({ key: `${index}`, name: `EX10-HUB1\\${word}` }));
    const text = scriptOfTargets('ps1', what, targets, state);
    const script = text.replace(/^\ufeff/, '');
    return { ...(await reader.read(script)), ...(await reader.shapeOf(script)) };
  };

  describe.each(['change', 'undo'] as const)('%s', (what) => {
    it.each([1, 3])(
      'of %s connectors keeps to PowerShell 2.0, and runs Exchange’s two cmdlets alone',
      async (count) => {
        const tree = await read(
          what,
          Array.from({ length: count }, (_, index) => `Relay ${index}`),
        );
        expect(tree.errors).toEqual([]);
        expect(tree.commands).toEqual(
          Array.from({ length: count }, () => [
            'Get-ReceiveConnector',
            'Set-ReceiveConnector',
            'Get-ReceiveConnector',
          ]).flat(),
        );
        expect([...new Set(tree.types)]).toEqual(['string']);
        expect([tree.methods, tree.functions]).toEqual([[], []]);
        // -in, -notin, -shl and -shr came with 3.0, ?? and && with 7; these are of 1.0.
        expect([...new Set(tree.operators)].sort()).toEqual(['And', 'Ieq', 'Ine', 'Inotcontains', 'Plus']);
        // Nothing but what 2.0 has a word for: no class, no pipeline chain, no ternary, no using.
        expect([...new Set(tree.nodes)].sort()).toEqual([
          'ArrayExpressionAst',
          'ArrayLiteralAst',
          'AssignmentStatementAst',
          'BinaryExpressionAst',
          'CommandAst',
          'CommandExpressionAst',
          'CommandParameterAst',
          'ConstantExpressionAst',
          'ConvertExpressionAst',
          'IfStatementAst',
          'MemberExpressionAst',
          'NamedBlockAst',
          'ParenExpressionAst',
          'PipelineAst',
          'ScriptBlockAst',
          'StatementBlockAst',
          'StringConstantExpressionAst',
          'ThrowStatementAst',
          'TypeConstraintAst',
          'UnaryExpressionAst',
          'VariableExpressionAst',
        ]);
      },
    );

    it.each(hostile)('is the same script with %s in a name, a user and a ticket', async (_name, word) => {
      const plain = await read(what, ['Relay SQL', 'Other name']);
      const tree = await read(what, [word, `${word} 2`], { user: word, ticket: word });
      expect(tree).toEqual(plain);
    });
  });
});
