import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { build, mergeConfig } from 'vite';
import { nodeBundle } from '../../../build/vite.node';
import type { KillableSettings } from './killable-program';
import type { LabDescription, LabRequest, Truth } from './lab-description';

/** Bundles the programs of this folder, which run as processes of their own; answers the script's path. */
export async function bundlePrograms(folder: string): Promise<string> {
  const name = 'programs';
  const config = mergeConfig(nodeBundle(name, 'test/support/kill/programs.ts'), {
    configFile: false,
    logLevel: 'warn',
    build: { outDir: folder },
  });
  await build(config);
  return join(folder, `${name}.cjs`);
}

export type LabProcess = {
  description: LabDescription;
  truth(): Promise<Truth>;
  /** Puts everything back that differs from this, by the servers' own means. */
  restore(truth: Truth): Promise<Truth>;
  /** See LabRequest. */
  slowAccount(milliseconds: number): Promise<Truth>;
  close(): Promise<void>;
};

/** Starts the practice servers in a process of their own. */
export async function startLabProcess(script: string, folder: string): Promise<LabProcess> {
  const child = spawn(process.execPath, [script, 'lab', folder], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  async function answer<T>(): Promise<T> {
    const line = await lines.next();
    if (line.done) throw new Error('The lab’s process has ended.');
    return JSON.parse(line.value) as T;
  }
  function ask(request: LabRequest): Promise<Truth> {
    child.stdin.write(`${JSON.stringify(request)}\n`);
    return answer<Truth>();
  }
  return {
    description: await answer<LabDescription>(),
    truth: () => ask({ ask: 'truth' }),
    restore: (truth) => ask({ ask: 'restore', truth }),
    slowAccount: (milliseconds) => ask({ ask: 'slow-account', milliseconds }),
    async close() {
      const ended = once(child, 'exit');
      child.stdin.end(`${JSON.stringify({ ask: 'close' } satisfies LabRequest)}\n`);
      await ended;
    },
  };
}

export type Killable = {
  /** Lets it go, to its end; answers the point at which it killed itself, null where it came to its own end. */
  run(settings: KillableSettings): Promise<string | null>;
  /** One that is not needed any more. */
  cancel(): void;
};

/** Starts the killable program, which waits to be told what to do: its start costs the next n nothing. */
export function startKillable(script: string): Killable {
  const env = { ...process.env, NODE_COMPILE_CACHE: join(script, '..', 'compiled') };
  const child = spawn(process.execPath, [script, 'engine'], { stdio: 'pipe', env });
  const closed = once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>;
  let [point, complaint] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (point += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
  return {
    async run(settings) {
      child.stdin.end(JSON.stringify(settings));
      const [code, signal] = await closed;
      if (signal === 'SIGKILL' && point !== '') return point;
      if (code === 0 && point === '') return null;
      throw new Error(`The killable program ended with ${String(code ?? signal)} at "${point}". ${complaint}`);
    },
    cancel: () => void child.kill('SIGKILL'),
  };
}
