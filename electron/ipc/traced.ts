import { z } from 'zod';
import { contract, type Channel } from '../../shared/contract';
import { redact, secretsIn } from '../../shared/redact';
import type { Result } from '../../shared/result';
import { scrubProblem } from '../../shared/scrub';
import type { Dispatcher } from './dispatch';
import type { KnownSecrets } from './known-secrets';
import { isPlainAndSmall } from './plain-and-small';

/** One call over the contract, as the log keeps it: never what was answered, and no secret of what was asked. */
export type TracedCall = {
  call: string;
  /** The input as `redact` shows it; absent where the call was refused before anybody looked at it. */
  input?: unknown;
  /** 'ok', or the problem's code and title. */
  ended: string;
  title?: string;
  milliseconds: number;
};

type Tracing = { secrets: KnownSecrets; write(entry: TracedCall): void; now?: () => number };

const requestSchema = z.object({ channel: z.string(), input: z.unknown() });

/** The same dispatcher; each call that has ended is written down, and a problem's text is searched for secrets before it goes on. */
export function traced(dispatcher: Dispatcher, { secrets, write, now = () => performance.now() }: Tracing): Dispatcher {
  return {
    cancel: dispatcher.cancel,
    async call(trusted, raw) {
      const asked = trusted ? askedOf(raw) : null;
      if (asked) secrets.add(secretsIn(contract[asked.channel].input, asked.input));
      const startedAt = now();
      const result = withoutSecrets(await dispatcher.call(trusted, raw), secrets);
      if (asked && result.ok) secrets.add(secretsIn(contract[asked.channel].output, result.value));
      write({
        call: asked?.channel ?? 'refused',
        ...(asked ? { input: redact(contract[asked.channel].input, asked.input) } : {}),
        ...(result.ok ? { ended: 'ok' } : { ended: result.error.code, title: result.error.title }),
        milliseconds: Math.round(now() - startedAt),
      });
      return result;
    },
  };
}

function askedOf(raw: unknown): { channel: Channel; input: unknown } | null {
  if (!isPlainAndSmall(raw)) return null;
  const request = requestSchema.safeParse(raw);
  if (!request.success || !Object.hasOwn(contract, request.data.channel)) return null;
  return { channel: request.data.channel as Channel, input: request.data.input };
}

function withoutSecrets(result: Result<unknown>, { scrub }: KnownSecrets): Result<unknown> {
  return result.ok ? result : { ok: false, error: scrubProblem(result.error, scrub) };
}
