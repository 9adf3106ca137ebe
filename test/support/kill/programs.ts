import { text } from 'node:stream/consumers';
import { runKillable, type KillableSettings } from './killable-program';
import { runLab } from './lab-program';

const [what = '', folder = ''] = process.argv.slice(2);

/** The driver is loaded while it waits for what it is told on stdin. */
async function engine(): Promise<void> {
  await import('mssql');
  await runKillable(JSON.parse(await text(process.stdin)) as KillableSettings);
}

void (what === 'lab' ? runLab(folder) : engine());
