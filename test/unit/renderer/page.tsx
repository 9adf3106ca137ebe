import { FluentProvider, webLightTheme } from '@fluentui/react-components';
import { cleanup, render } from '@testing-library/react';
import { useState, type ReactNode } from 'react';
import { afterEach } from 'vitest';
import type { Channel, RelayTuneApi } from '../../../shared/contract';
import type { RunState } from '../../../shared/run/state';
import { RunContext } from '../../../renderer/run-context';

afterEach(cleanup);

// happy-dom's animations reject when a component goes; without them Fluent does without.
Object.defineProperty(Element.prototype, 'animate', { value: undefined });

export type Asked = { channel: Channel; input: unknown };
type Answers = Partial<Record<Channel, (input: unknown) => unknown>>;

/** Stands where the preload stands: answers each channel from the script, and keeps what was asked. */
export function scriptProgram(answers: Answers): Asked[] {
  const asked: Asked[] = [];
  const api: RelayTuneApi = {
    call(channel, input) {
      asked.push({ channel, input });
      const answer = answers[channel];
      if (!answer)
        return Promise.resolve({
          ok: false,
          error: { code: 'test', title: `No answer to ${channel}.`, detail: '', hint: '' },
        });
      return Promise.resolve(answer(input));
    },
    cancel: () => undefined,
    onProgress: () => () => undefined,
  };
  window.relaytune = api;
  return asked;
}

export const ok = (value: unknown) => ({ ok: true, value });

/** Draws a page of an open run. */
export function renderPage(page: ReactNode, state: RunState): void {
  render(<OpenRun initial={state}>{page}</OpenRun>);
}

function OpenRun({ initial, children }: { initial: RunState; children: ReactNode }) {
  const [state, setState] = useState(initial);
  const nowhere = () => Promise.resolve();
  return (
    <FluentProvider theme={webLightTheme}>
      <RunContext value={{ state, setState, open: nowhere, leave: nowhere }}>{children}</RunContext>
    </FluentProvider>
  );
}

export function draw(element: ReactNode): void {
  render(<FluentProvider theme={webLightTheme}>{element}</FluentProvider>);
}
