import type { Connector } from '../../shared/exchange/connector';
import { foldEvents } from '../../shared/run/fold';
import type { ChangeRecord, RunState } from '../../shared/run/state';
import { makeBurst, makeChange, makeLadder, makePlan, makeTarget } from './run-fixtures';
import { makeConnector } from '../unit/shared/exchange/make-connector';

export const relay = 'EX10-HUB1\\Relay SQL Server';

/** A practice run of that case as it ended, parts of its state put over an empty one. */
export function run(scenario: string, ...parts: Partial<RunState>[]): RunState {
  return Object.assign({ ...foldEvents('20261124-120000-abc123', []), scenario }, ...parts) as RunState;
}

/** A change that was made, of one setting. @param name connector identity or account name */
export function set(name: string, setting: string, before: string, after: string): ChangeRecord {
  const kind = setting === 'timeout' ? 'account' : 'connector';
  return makeChange({
    plan: makePlan({ targets: [makeTarget({ kind, key: name, name, changes: [{ setting, before, after }] })] }),
  });
}

/** A connector as it was read before any change; its changes name it by the same key. */
const read = (identity = relay, attributes: Record<string, string> = {}): Connector => ({
  ...makeConnector(identity, attributes),
  guid: identity,
});
export const withRelay = (attributes?: Record<string, string>): Partial<RunState> => ({
  connectors: [read(relay, attributes)],
});
/** The same, but nobody knows whether it was made. */
export const cutOff = (change: ChangeRecord): ChangeRecord => ({ ...change, outcome: 'unknown' });
/** A change that undoes another: `before` is the run's value. */
export const back = (name: string, setting: string, before: string, after: string): ChangeRecord => {
  const change = set(name, setting, before, after);
  return { ...change, plan: { ...change.plan, step: 'undo' } };
};

export const made = (...changes: ChangeRecord[]): Partial<RunState> => ({ changes });
export const number = (name = relay, before = '20') => set(name, 'MaxInboundConnectionPerSource', before, '150');
export const percentage = (after: string) => set(relay, 'MaxInboundConnectionPercentagePerSource', '2', after);
export const delay = set(relay, 'MaxAcknowledgementDelay', '00:00:30', '00:00:00');
export const timeout = set('Newsletter', 'timeout', '20', '60');
/** No test of either kind. */
export const none = { ladder: null, smtpBurst: null, burst: null };
export const ladders = {
  before: { ...none, ladder: makeLadder({ connectorIdentity: relay }) },
  after: { ...none, ladder: makeLadder({ connectorIdentity: relay, limit: 99 }) },
};
/** A burst of 100 after the changes. */
export const burst = (sent: number): Partial<RunState> => ({
  after: { ...none, burst: makeBurst({ phase: 'after', sent, failed: 100 - sent }) },
});
export const from = (address: string, proof: RunState['source']['proof']): Partial<RunState> => ({
  source: { addresses: [{ address, origin: '' }], proof, detail: '' },
});
