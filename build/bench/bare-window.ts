import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WindowProgram } from './window-run';

const main = `const { app, BrowserWindow } = require('electron');
app.setPath('userData', process.env.RELAYTUNE_DATA);
app.on('window-all-closed', () => app.quit());
app.whenReady().then(() => new BrowserWindow({ width: 1180, height: 800 }).loadFile('index.html'));
`;

/** The least that Electron can open: a window of the same size with a heading in it. */
export async function withBareWindow<Answer>(work: (program: WindowProgram) => Promise<Answer>): Promise<Answer> {
  const folder = await mkdtemp(join(tmpdir(), 'relaytune-bare-'));
  try {
    await writeFile(join(folder, 'package.json'), '{ "name": "bare", "version": "1.0.0", "main": "main.js" }\n');
    await writeFile(join(folder, 'main.js'), main);
    await writeFile(
      join(folder, 'index.html'),
      '<!doctype html><meta charset="utf-8"><title>Bare</title><h1>Bare</h1>\n',
    );
    return await work({ folder, usable: "document.querySelector('h1') !== null" });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
