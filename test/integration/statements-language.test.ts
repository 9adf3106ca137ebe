import ts from 'typescript';
import { beforeAll, describe, expect, it } from 'vitest';
import { quiet } from '../../electron/engine/database-mail/statements/text';
import {
  catalogue,
  composers,
  engineFiles,
  nodes,
  others,
  procedures,
  remoteCalls,
  samples,
  sourceFiles,
} from '../support/statement-catalogue';
import { isParserMissing, parseTsql, type ParsedText } from '../support/tsql';
import { knownNames, versions } from '../support/tsql-objects';
import { largeTablesOf, probedUses, scans, shortNames, unknownNames } from '../support/tsql-rules';

const pages = [...sourceFiles('shared'), ...sourceFiles('renderer')];

/**
 * Texts of the program that tell somebody to run T-SQL: from the first word of it to the last semicolon. What ODBC puts around a
 * statement tells nobody anything, and has its own test.
 */
const advice = [...pages, ...engineFiles]
  .filter(({ fileName }) => !fileName.includes('/statements/') && !fileName.endsWith('/odbc/texts.ts'))
  .flatMap((file) => nodes(file, ts.isStringLiteralLike).map(({ text }) => text))
  .filter((text) => /\bEXEC |\bRECONFIGURE\b|\b(?:UPDATE|FROM|INTO) msdb\./.test(text))
  .map((text): [string, string] => [text, /\b(?:EXEC|UPDATE|SELECT)\b.*;/s.exec(text)?.[0] ?? '']);

describe('the statement catalogue', () => {
  it('has sample arguments for every function, and nothing but texts, functions and limits', () => {
    expect(composers.map(([name]) => name).sort()).toEqual(Object.keys(samples).sort());
    expect(others).toEqual([]);
    expect(catalogue.length).toBeGreaterThan(15);
  });

  it('composes texts from whole numbers, and refuses anything else', () => {
    for (const [name, compose] of composers) {
      for (const [index, sample] of (samples[name] ?? []).entries()) {
        for (const bad of [1.5, Number.NaN, Number.POSITIVE_INFINITY, "1; SHUTDOWN; --'"]) {
          const args = [...(samples[name] ?? [])];
          args[index] = Array.isArray(sample) ? [...(sample as unknown[]), bad] : bad;
          expect(() => compose(...args), `${name} took ${bad}`).toThrow(RangeError);
        }
      }
    }
  });

  it('puts into a text only what text.ts makes, and numbers written beside it', () => {
    for (const file of sourceFiles('electron/engine/database-mail/statements')) {
      if (file.fileName.endsWith('/text.ts')) continue;
      const helpers = nodes(file, ts.isImportDeclaration)
        .filter((node) => node.moduleSpecifier.getText() === "'./text'")
        .flatMap((node) => nodes(node, ts.isImportSpecifier).map((each) => each.name.getText()));
      const numbers = nodes(file, ts.isVariableDeclaration)
        .filter((node) => node.initializer !== undefined && ts.isNumericLiteral(node.initializer))
        .map((node) => node.name.getText());
      for (const { expression } of nodes(file, ts.isTemplateSpan)) {
        const source = ts.isCallExpression(expression) ? expression.expression : expression;
        expect([...helpers, ...numbers], `${file.fileName} puts in ${expression.getText()}`).toContain(
          source.getText(),
        );
      }
      const sums = nodes(file, ts.isBinaryExpression).filter(
        (node) => node.operatorToken.kind === ts.SyntaxKind.PlusToken,
      );
      expect(sums.map((node) => node.getText())).toEqual([]);
    }
  });

  it('is all that the engine sends', () => {
    const sent = engineFiles.flatMap((file) =>
      nodes(file, ts.isCallExpression)
        .filter((call) => /^sql\.(query|run|call)$/.test(call.expression.getText()))
        .map((call) => call.arguments[0])
        .filter((text) => text !== undefined && nodes(text, ts.isStringLiteralLike).length > 0),
    );
    expect(sent.map((text) => text?.getText())).toEqual([]);
  });
});

describe.skipIf(isParserMissing)("the language of our statements, by Microsoft's parser (needs the .NET SDK)", () => {
  let answers = new Map<string, ParsedText>();
  beforeAll(() => {
    const texts = [...catalogue, ...advice];
    const parsed = parseTsql(texts.map(([, text]) => text));
    answers = new Map(parsed.map((answer, index) => [texts[index]?.[0] ?? '', answer]));
  });
  const answerFor = (name: string): ParsedText => {
    const answer = answers.get(name);
    if (!answer) throw new Error(`${name} was not parsed.`);
    return answer;
  };

  describe.each(catalogue)('%s', (name, text) => {
    it('is T-SQL as SQL Server 2005 reads it, and every later one', () => {
      expect(answerFor(name).errors).toEqual({ 2005: [], 2008: [], newest: [] });
      expect(answerFor(name).dynamic).toEqual([]);
    });

    it('names every table and procedure in three parts', () => {
      expect(shortNames(answerFor(name))).toEqual([]);
    });

    it.each(versions)('uses only what SQL Server %s has', (version) => {
      expect(unknownNames(answerFor(name), knownNames(version))).toEqual([]);
    });

    it('never reads a large table from end to end, nor gets in the way of others there', () => {
      expect(scans(answerFor(name))).toEqual([]);
      if (largeTablesOf(answerFor(name)).length > 0) expect(text.startsWith(quiet)).toBe(true);
    });
  });

  it('uses parameters that some builds lack only where the timeout is changed', () => {
    expect(catalogue.flatMap(([name]) => probedUses(answerFor(name)).map((use) => `${name}: ${use}`))).toEqual([
      'updateTimeout: msdb.dbo.sysmail_update_account_sp @timeout',
      'updateTimeout: msdb.dbo.sysmail_update_account_sp @no_credential_change',
      'updateTimeoutOfAnonymous: msdb.dbo.sysmail_update_account_sp @timeout',
    ]);
  });

  it('gives remote calls only parameters that every version has', () => {
    const named = new Map(procedures);
    expect(remoteCalls().length).toBeGreaterThan(1);
    expect([...new Set(remoteCalls().map(({ procedure }) => procedure))].sort()).toEqual([...named.keys()].sort());
    for (const { procedure, parameters } of remoteCalls()) {
      for (const version of versions) {
        const expected = knownNames(version).procedures.get(named.get(procedure) ?? '') ?? new Set();
        expect(parameters.filter((parameter) => !expected.has(parameter))).toEqual([]);
      }
    }
  });

  it.each(advice)('can be run as it is advised: %s', (text, command) => {
    expect(command).not.toBe('');
    const { errors, calls } = answerFor(text);
    expect(errors).toEqual({ 2005: [], 2008: [], newest: [] });
    expect(calls.length).toBeGreaterThan(0);
    for (const version of versions) {
      expect(unknownNames(answerFor(text), knownNames(version))).toEqual([]);
    }
  });

  it('gives advice that was looked at', () => {
    expect(advice.map(([, command]) => command).sort()).toEqual(
      [
        "EXEC sp_configure 'show advanced options', 1; RECONFIGURE; EXEC sp_configure 'Database Mail XPs', 1; RECONFIGURE;",
        'EXEC msdb.dbo.sysmail_start_sp;',
        // Of a run that can only be read.
        'EXEC msdb.dbo.sysmail_help_status_sp;',
        'EXEC msdb.dbo.sysmail_start_sp;',
      ].sort(),
    );
  });
});
