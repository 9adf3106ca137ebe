import { z } from 'zod';
import { contract, type Channel, type Output, type Progress } from '../../shared/contract';
import { toProblem, type Problem, type Result } from '../../shared/result';
import type { CallContext, EngineChannel } from '../engine/types';
import { isPlainAndSmall } from './plain-and-small';

export type DispatchTargets = {
  engine: { call(channel: EngineChannel, input: unknown, context: CallContext): Promise<Result<unknown>> };
  info(): Output<'app.info'>;
  /** Newer Electrons answer with a promise. */
  writeClipboard(text: string): unknown;
  /** Asks where to, and writes it; false when the user cancelled. Throws ProblemError when it cannot be written. */
  saveText(fileName: string, text: string): Promise<boolean>;
  /** The same for what has yet to be made once it is known where it goes. */
  saveBytes(fileName: string, make: () => Promise<Uint8Array>): Promise<boolean>;
  /** A page that needs nothing else, as a PDF. Throws ProblemError when it cannot be printed. */
  printPdf(page: string): Promise<Uint8Array>;
  /** Those that passed the border. */
  secrets(): readonly string[];
  /** Asks which file, and reads it; null when the user cancelled. Throws ProblemError when it cannot be read. */
  openText(to: OpenedTo): Promise<string | null>;
  progress(callId: string, progress: Progress): void;
};

/** What main saves in a file, and the engine's channel that makes the text. */
const savedFrom = {
  'ladder.saveScript': 'ladder.script',
  'planFile.save': 'planFile.text',
  'runbook.save': 'runbook.text',
} as const;
/** What main reads from a file, and the engine's channel that takes the text beside the page's input. */
const openedTo = { 'ladder.openResult': 'ladder.import', 'planFile.open': 'planFile.import' } as const;

type SavedFrom = (typeof savedFrom)[keyof typeof savedFrom];
export type OpenedTo = (typeof openedTo)[keyof typeof openedTo];

const isSaving = (channel: Channel): channel is keyof typeof savedFrom => Object.hasOwn(savedFrom, channel);
const isOpening = (channel: Channel): channel is keyof typeof openedTo => Object.hasOwn(openedTo, channel);

export type Dispatcher = {
  /** Never throws: whatever happens becomes an envelope. */
  call(trusted: boolean, request: unknown): Promise<Result<unknown>>;
  cancel(callId: unknown): void;
};

const requestSchema = z.strictObject({
  channel: z.string().max(64),
  input: z.unknown(),
  callId: z.string().regex(/^[\w-]{1,64}$/),
});

/** Characters of what is wrong with an input: it can be wrong in thousands of places. */
const mostDetail = 2000;

const refuse = (code: string, title: string, detail: string, hint: string): Result<never> => ({
  ok: false,
  error: { code, title, detail, hint } satisfies Problem,
});

/** The border: checks the sender, the channel, the input and the answer. Plain functions, so that tests need no Electron. */
export function createDispatcher(targets: DispatchTargets): Dispatcher {
  const running = new Map<string, AbortController>();

  async function answer(channel: Channel, input: unknown, callId: string): Promise<Result<unknown>> {
    if (channel === 'app.info') return { ok: true, value: targets.info() };
    if (channel === 'clipboard.write') {
      await targets.writeClipboard(contract['clipboard.write'].input.parse(input).text);
      return { ok: true, value: {} };
    }
    const controller = new AbortController();
    running.set(callId, controller);
    try {
      const context = {
        signal: controller.signal,
        progress: (progress: Progress) => targets.progress(callId, progress),
      };
      if (channel === 'report.save') return await saveReport(input, context);
      if (isSaving(channel)) return await save(savedFrom[channel], input, context);
      if (isOpening(channel)) return await open(openedTo[channel], input, context);
      return await targets.engine.call(channel, input, context);
    } finally {
      running.delete(callId);
    }
  }

  /** The page names no path: the engine makes the text, the user says where it goes. */
  async function save(from: SavedFrom, input: unknown, context: CallContext): Promise<Result<unknown>> {
    const made = await targets.engine.call(from, input, context);
    if (!made.ok) return made;
    const { fileName, text, ...told } = contract[from].output.parse(made.value);
    return { ok: true, value: { saved: await targets.saveText(fileName, text), ...told } };
  }

  /**
   * A PDF is the HTML as Chromium prints it, which only main can do. A script or a plan file must do what was shown, sign for sign; a
   * report holds whatever the servers said, and is searched for secrets before it becomes a page or JSON.
   */
  async function saveReport(input: unknown, context: CallContext): Promise<Result<unknown>> {
    const { kind } = contract['report.save'].input.parse(input);
    const wanted = { kind: kind === 'pdf' ? 'html' : kind, secrets: targets.secrets() };
    const made = await targets.engine.call('report.text', wanted, context);
    if (!made.ok) return made;
    const { fileName, text } = contract['report.text'].output.parse(made.value);
    const saved =
      kind === 'pdf'
        ? await targets.saveBytes(fileName.replace(/\.html$/, '.pdf'), () => targets.printPdf(text))
        : await targets.saveText(fileName, text);
    return { ok: true, value: { saved } };
  }

  async function open(to: OpenedTo, input: unknown, context: CallContext): Promise<Result<unknown>> {
    const text = await targets.openText(to);
    if (text === null) return { ok: true, value: null };
    return targets.engine.call(to, { ...(input as object), text }, context);
  }

  async function call(trusted: boolean, raw: unknown): Promise<Result<unknown>> {
    if (!trusted)
      return refuse('border/sender', 'Refused.', 'Only RelayTune’s own page may ask.', 'Close this window.');
    if (!isPlainAndSmall(raw)) {
      return refuse(
        'border/size',
        'This is too much at once.',
        'RelayTune takes 2,500,000 characters at most.',
        'Shorten what you entered, or choose the file instead of pasting its text.',
      );
    }
    const request = requestSchema.safeParse(raw);
    if (!request.success || !isChannel(request.data.channel)) {
      return refuse(
        'border/request',
        'Refused.',
        'RelayTune has no such request.',
        'Restart RelayTune; if it happens again, report it.',
      );
    }
    const { channel, callId } = request.data;
    if (running.has(callId))
      return refuse('border/call-id', 'Refused.', 'This call is under way already.', 'Wait for it to end.');
    const input = contract[channel].input.safeParse(request.data.input);
    if (!input.success)
      return refuse(
        'border/input',
        'The input cannot be used.',
        z.prettifyError(input.error).slice(0, mostDetail),
        'Correct the input and try again.',
      );
    try {
      const result = await answer(channel, input.data, callId);
      return result.ok ? { ok: true, value: contract[channel].output.parse(result.value) } : result;
    } catch (error) {
      return { ok: false, error: toProblem(error) };
    }
  }

  return {
    call,
    cancel(callId) {
      if (typeof callId === 'string') running.get(callId)?.abort();
    },
  };
}

/** Own keys only: "constructor" and the like are no channels. */
function isChannel(name: string): name is Channel {
  return Object.hasOwn(contract, name);
}
