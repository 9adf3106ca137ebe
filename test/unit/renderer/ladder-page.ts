import { fireEvent, screen } from '@testing-library/react';
import type { LadderResult } from '../../../shared/run/measurement';
import type { RunState } from '../../../shared/run/state';
import { makeLadder } from '../../support/run-fixtures';
import { ok, type Asked } from './page';
import { chosenRun, relay } from './states';

type Source = { address: string; name: string; isSqlServer: boolean };

/** The SQL Server's address, and one of this computer's. */
export const own = chosenRun.source.addresses[0]?.address ?? '';
export const here: Source = { address: '10.1.7.7', name: 'Ethernet', isSqlServer: false };
export const servers: RunState = { ...chosenRun, mode: 'servers' };

/** A run with a ladder before. */
export const measured = (changes: Partial<LadderResult>, state = servers): RunState => ({
  ...state,
  before: {
    ladder: makeLadder({ connectorIdentity: relay.identity, sourceAddress: own, ...changes }),
    smtpBurst: null,
    burst: null,
  },
});

export const click = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
/** What was asked besides the addresses. */
export const without = (asked: readonly Asked[]) => asked.filter((each) => each.channel !== 'measure.sources');
export const sources = (...list: Source[]) => ({ 'measure.sources': () => ok({ sources: list }) });
