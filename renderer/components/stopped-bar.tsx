import { Button, MessageBar, MessageBarActions, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import type { CallState } from '../use-call';
import { ProblemBar } from './problem-bar';

export type StoppedBarProps = { title: string; text: string; starting: CallState; onStart: () => void };

/** Database Mail is stopped by a run of ours: nobody's mail is sent until it is started. */
export function StoppedBar({ title, text, starting, onStart }: StoppedBarProps) {
  return (
    <>
      <MessageBar intent="error" layout="multiline">
        <MessageBarBody>
          <MessageBarTitle>{title}</MessageBarTitle>
          {text}
        </MessageBarBody>
        <MessageBarActions>
          <Button appearance="primary" disabledFocusable={starting.busy} onClick={onStart}>
            Start it now
          </Button>
        </MessageBarActions>
      </MessageBar>
      {starting.problem && <ProblemBar problem={starting.problem} />}
    </>
  );
}
