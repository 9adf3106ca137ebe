import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { app, utilityProcess, type UtilityProcess } from 'electron';
import type { Problem, Result } from '../../shared/result';
import type { EngineMessage, EngineRequest } from '../engine/host';
import type { CallContext, EngineChannel } from '../engine/types';
import { lastWords } from './last-words';

/** Main's side of the engine process. */
export type EngineLink = {
  call(channel: EngineChannel, input: unknown, context: CallContext): Promise<Result<unknown>>;
  /** Whether a server is being changed. */
  isWriting(): boolean;
};

/** What changes a server. */
const writing: ReadonlySet<EngineChannel> = new Set(['apply', 'databaseMail.start']);

type EngineWatch = {
  /** Takes secrets out of what it printed. */
  scrub(text: string): string;
  /** `code` is the process's exit code, `printed` the last that it wrote on stderr. */
  ended(end: { code: number; printed: string }): void;
};

type Waiting = { channel: EngineChannel; context: CallContext; answer(result: Result<unknown>): void };

const closeMilliseconds = 5000;
/** What a process printed may come after its end. */
const lastWordsMilliseconds = 200;

const ended: Problem = {
  code: 'engine/ended',
  title: 'The part of RelayTune that talks to the servers has ended.',
  detail: 'What it was doing may be unfinished; the run’s record tells what was announced.',
  hint: 'Go back to Start and open the run again: RelayTune then reads what really happened.',
};

/** Starts the engine at once, so that it is there when the page asks, and anew at the next call after it ended; closes it with the program. */
export function startEngineLink(watch: EngineWatch): EngineLink {
  const waiting = new Map<string, Waiting>();

  function start(): UtilityProcess {
    const args = [app.getPath('userData'), app.getVersion(), nativeModules()];
    const started = utilityProcess.fork(join(__dirname, 'engine.cjs'), args, {
      serviceName: 'RelayTune engine',
      // What it says when it dies may hold anything: it is read here, and goes nowhere as it is.
      stdio: ['ignore', 'inherit', 'pipe'],
    });
    const printed = lastWords(started.stderr, watch.scrub);
    started.on('message', (message: EngineMessage) => receive(message));
    started.once('exit', (code) => {
      if (child === started) child = null;
      for (const entry of waiting.values()) entry.answer({ ok: false, error: ended });
      waiting.clear();
      setTimeout(() => watch.ended({ code, printed: printed() }), lastWordsMilliseconds);
    });
    return started;
  }

  function receive(message: EngineMessage): void {
    if ('closed' in message) return;
    const entry = waiting.get(message.id);
    if ('progress' in message) entry?.context.progress(message.progress);
    else {
      waiting.delete(message.id);
      entry?.answer(message.result);
    }
  }

  let child: UtilityProcess | null = start();
  closeWithProgram(() => child);
  return {
    call(channel, input, context) {
      const engine = (child ??= start());
      const id = randomUUID();
      const post = (request: EngineRequest) => engine.postMessage(request);
      return new Promise((answer) => {
        waiting.set(id, { channel, context, answer });
        context.signal.addEventListener('abort', () => post({ cancel: id }), { once: true });
        post({ id, channel, input });
      });
    },
    isWriting: () => [...waiting.values()].some(({ channel }) => writing.has(channel)),
  };
}

/** Where the optional native modules of the packaged program are; in development where RELAYTUNE_NATIVE says, if anywhere. */
const nativeModules = () =>
  app.isPackaged ? join(process.resourcesPath, 'native') : (process.env.RELAYTUNE_NATIVE ?? '');

/** Gives the engine a moment to close journals and servers before the program ends. */
function closeWithProgram(current: () => UtilityProcess | null): void {
  let closing = false;
  app.on('will-quit', (event) => {
    const engine = current();
    if (closing || !engine) return;
    closing = true;
    event.preventDefault();
    const timer = setTimeout(() => engine.kill(), closeMilliseconds);
    engine.on('message', (message: EngineMessage) => {
      if ('closed' in message) engine.kill();
    });
    engine.once('exit', () => {
      clearTimeout(timer);
      app.quit();
    });
    const request: EngineRequest = { close: true };
    engine.postMessage(request);
  });
}
