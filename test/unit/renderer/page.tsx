import { FluentProvider, webLightTheme } from '@fluentui/react-components';
import { cleanup, configure, render } from '@testing-library/react';
import { useState, type ReactNode } from 'react';
import { afterEach } from 'vitest';
import type { Channel, RelayTuneApi } from '../../../shared/contract';
import type { Page } from '../../../shared/run/page';
import type { RunState } from '../../../shared/run/state';
import { RunContext } from '../../../renderer/run-context';

// A page is loaded when it is first shown, which takes its time here.
configure({ asyncUtilTimeout: 10_000 });

afterEach(cleanup);

// happy-dom's animations reject when a component goes; without them Fluent does without.
Object.defineProperty(Element.prototype, 'animate', { value: undefined });

// happy-dom has none.
window.requestIdleCallback = (act) => window.setTimeout(act);
window.cancelIdleCallback = (id) => window.clearTimeout(id);

export type Asked = { channel: Channel; input: unknown };
type Answers = Partial<Record<Channel, (input: unknown) => unknown>>;

const asJson = async (answer: unknown) => JSON.stringify(await answer);

/** Stands where the preload stands: answers each channel from the script, and keeps what was asked. */
export function scriptProgram(answers: Answers): Asked[] {
  const asked: Asked[] = [];
  const api: RelayTuneApi = {
    call(channel, input) {
      asked.push({ channel, input });
      const answer = answers[channel];
      if (!answer)
        return asJson({
          ok: false,
          error: { code: 'test', title: `No answer to ${channel}.`, detail: '', hint: '' },
        });
      return asJson(answer(input));
    },
    cancel: () => undefined,
    onProgress: () => () => undefined,
    onMenu: () => () => undefined,
  };
  window.relaytune = api;
  return asked;
}

export const ok = (value: unknown) => ({ ok: true, value });

/** Draws a page of an open run; answers the pages it asked to go to. */
export function renderPage(page: ReactNode, state: RunState): Page[] {
  const opened: Page[] = [];
  const open = (next: Page) => Promise.resolve(void opened.push(next));
  render(
    <OpenRun initial={state} open={open}>
      {page}
    </OpenRun>,
    { wrapper: Themed },
  );
  return opened;
}

type OpenRunProps = { initial: RunState; open: (page: Page) => Promise<void>; children: ReactNode };

function OpenRun({ initial, open, children }: OpenRunProps) {
  const [state, setState] = useState(initial);
  const [isTesting, setIsTesting] = useState(false);
  const [isApplying, setIsApplying] = useState(false);
  const leave = () => Promise.resolve();
  return (
    <RunContext
      value={{ state, setState, open, leave, problem: null, isTesting, setIsTesting, isApplying, setIsApplying }}
    >
      {children}
    </RunContext>
  );
}

/** Draws a part of a page; answers what draws it anew. */
export function draw(element: ReactNode): (element: ReactNode) => void {
  const { rerender } = render(element, { wrapper: Themed });
  return rerender;
}

const Themed = ({ children }: { children: ReactNode }) => (
  <FluentProvider theme={webLightTheme}>{children}</FluentProvider>
);
