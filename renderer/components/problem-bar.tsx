import { MessageBar, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import type { Problem } from '../../shared/result';

/** What is wrong, why, and what to do next. "Stopped" is no error. */
export function ProblemBar({ problem }: { problem: Problem }) {
  return (
    <MessageBar intent={problem.code === 'stopped' ? 'info' : 'error'} layout="multiline">
      <MessageBarBody>
        <MessageBarTitle>{problem.title}</MessageBarTitle>
        {problem.detail} {problem.hint}
      </MessageBarBody>
    </MessageBar>
  );
}
