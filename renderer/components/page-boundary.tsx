import { Button } from '@fluentui/react-components';
import { Component, type ReactNode } from 'react';
import { toProblem, type Problem } from '../../shared/result';
import { PageFrame } from './page-frame';

type PageBoundaryProps = { children: ReactNode };
type PageBoundaryState = { problem: Problem | null };

/** Keeps the window usable where a page cannot be drawn, for example for a value of Exchange's that cannot be read. */
export class PageBoundary extends Component<PageBoundaryProps, PageBoundaryState> {
  override state: PageBoundaryState = { problem: null };

  static getDerivedStateFromError(error: unknown): PageBoundaryState {
    return { problem: toProblem(error) };
  }

  override render(): ReactNode {
    if (!this.state.problem) return this.props.children;
    return (
      <PageFrame
        title="This page cannot be shown"
        purpose="Nothing was changed by this. The other steps can still be opened."
        problem={this.state.problem}
        actions={
          <Button appearance="primary" onClick={() => this.setState({ problem: null })}>
            Show it again
          </Button>
        }
      >
        {null}
      </PageFrame>
    );
  }
}
