import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import * as statements from '../../electron/engine/database-mail/statements';

/** Arguments for each export that composes a text; a new one needs some too. */
export const samples: Readonly<Record<string, readonly unknown[]>> = {
  updateTimeout: [2, 60],
  restoreNullTimeout: [2, 60],
  updateTimeoutOfAnonymous: [2, 60],
  setTimeoutDirectly: [2, 60, 20],
  mailsById: [3],
  retriesById: [3],
  foreignById: [3],
  testMailsById: [3],
  deleteTestMails: [[7, 8], 'run-7f3a2b1c'],
};

const exported: [name: string, value: unknown][] = Object.entries(statements);
const texts = exported.filter((entry): entry is [string, string] => typeof entry[1] === 'string');
const isProcedure = (text: string) => /^\w+\.\w+\.\w+$/.test(text);

type Composer = (...args: readonly unknown[]) => string;

/** Exports that compose a text. */
export const composers = exported.filter((entry): entry is [string, Composer] => typeof entry[1] === 'function');

/** Procedures called by a remote call, without a text. */
export const procedures = texts.filter(([, text]) => isProcedure(text));

/** Exports that are neither a text nor a function, nor a number (a limit that a text holds). */
export const others = exported.filter(([, value]) => !['string', 'function', 'number'].includes(typeof value));

/** Every T-SQL text by its export's name; those that are composed, from the sample arguments. */
export const catalogue: [name: string, text: string][] = [
  ...texts.filter(([, text]) => !isProcedure(text)),
  ...composers.flatMap(([name, compose]): [string, string][] => {
    const args = samples[name];
    return args ? [[name, compose(...args)]] : [];
  }),
];

/** The syntax trees of a folder's TypeScript files, by path. */
export function sourceFiles(folder: string): ts.SourceFile[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => join(folder, name))
    .map((path) =>
      ts.createSourceFile(path.replaceAll('\\', '/'), readFileSync(path, 'utf8'), ts.ScriptTarget.ES2022, true),
    );
}

/** Every node of a kind in a tree. */
export function nodes<T extends ts.Node>(root: ts.Node, is: (node: ts.Node) => node is T): T[] {
  const found: T[] = [];
  const visit = (node: ts.Node): void => {
    if (is(node)) found.push(node);
    node.forEachChild(visit);
  };
  visit(root);
  return found;
}

/** The engine's files but for the lab's. */
export const engineFiles = sourceFiles('electron/engine').filter(({ fileName }) => !fileName.includes('/practice/'));

/** Remote calls in the engine, `sql.call(procedure, { parameters }, ['outputs'])`: each export with what it is given. */
export function remoteCalls(): { procedure: string; parameters: string[] }[] {
  return engineFiles.flatMap((file) =>
    nodes(file, ts.isCallExpression).flatMap((call) => {
      const [procedure, inputs, outputs] = call.arguments;
      const isRemote = ts.isPropertyAccessExpression(call.expression) && call.expression.getText() === 'sql.call';
      if (!isRemote || !procedure || !inputs || !outputs) return [];
      const given = nodes(inputs, ts.isObjectLiteralExpression)[0]?.properties ?? [];
      const asked = nodes(outputs, ts.isStringLiteral).map(({ text }) => text);
      const parameters = [...given.map((property) => property.name?.getText() ?? '?'), ...asked];
      return [{ procedure: procedure.getText(), parameters: parameters.map((name) => `@${name}`) }];
    }),
  );
}
