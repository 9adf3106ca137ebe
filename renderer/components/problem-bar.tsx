import { MessageBar, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import type { Problem } from '../../shared/result';
import { bringIntoView } from './bring-into-view';

/** What is wrong, why, and what to do next; a new problem is read out and scrolled to. "Stopped" is no error. */
export function ProblemBar({ problem }: { problem: Problem }) {
  return (
    <MessageBar
      key={`${problem.title} ${problem.detail}`}
      ref={bringIntoView}
      intent={problem.code === 'stopped' ? 'info' : 'error'}
      layout="multiline"
    >
      <MessageBarBody>
        <MessageBarTitle>{problem.title}</MessageBarTitle>
        {problem.detail} {problem.hint}
      </MessageBarBody>
    </MessageBar>
  );
}
