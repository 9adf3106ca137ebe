import { existsSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { expect, test } from 'vitest';

type Row = { item: string; number: string; files: string[]; tests: { file: string; title: string }[] };

/** The rows of the tables under this heading of docs/security.md; their last two cells are where and which tests, a line each. */
function rowsUnder(heading: string): Row[] {
  const text = readFileSync('docs/security.md', 'utf8');
  const section = text.split(/^## /m).find((each) => each.startsWith(`${heading}\n`)) ?? '';
  return section
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2)
    .map((line) => {
      const cells = line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim());
      const [where = '', named = ''] = cells.slice(-2);
      const tests = named.split('<br>').map((each) => {
        const [, file = '', title = ''] = /^`([^`]+)`: (.+)$/.exec(each) ?? [];
        return { file, title };
      });
      const files = [...where.matchAll(/`([^`]+)`/g)].map(([, file = '']) => file);
      return { item: cells.at(-3) ?? '', number: cells[0] ?? '', files, tests };
    });
}

/** Every title that a test of this file is given, as it is written. */
function titlesIn(file: string): string[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2022, true);
  const titles: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && /^(test|it)\b/.test(node.expression.getText())) {
      const [title] = node.arguments;
      if (title && ts.isStringLiteralLike(title)) titles.push(title.text);
    }
    node.forEachChild(visit);
  };
  visit(source);
  return titles;
}

const checklist = rowsUnder('Electron’s checklist');
const exploits = rowsUnder('What is tried against it');

test('all 20 items of the checklist are in the table, in their order', () => {
  expect(checklist.map(({ number }) => number)).toEqual(Array.from({ length: 20 }, (_, index) => String(index + 1)));
  expect(exploits.length).toBeGreaterThanOrEqual(8);
});

test.each([...checklist, ...exploits])('$item: its code and its tests are there', ({ files, tests }) => {
  expect(files.length).toBeGreaterThan(0);
  expect(files.filter((file) => !existsSync(file))).toEqual([]);
  for (const { file, title } of tests) expect(titlesIn(file)).toContain(title);
});
