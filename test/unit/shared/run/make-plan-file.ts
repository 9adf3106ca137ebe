import type { PlanFile } from '../../../../shared/run/plan-file';
import { makePlan, makeTarget } from '../../../support/run-fixtures';

const connections = makePlan({
  targets: [
    makeTarget({
      command:
        "Set-ReceiveConnector -Identity 'EX10-HUB1\\Relay SQL' -MaxInboundConnectionPerSource 100 -MaxInboundConnectionPercentagePerSource 3 -DomainController dc1.corp.example",
      undoCommand:
        "Set-ReceiveConnector -Identity 'EX10-HUB1\\Relay SQL' -MaxInboundConnectionPerSource 20 -MaxInboundConnectionPercentagePerSource 2 -DomainController dc1.corp.example",
    }),
  ],
});
const timeout = makePlan({
  id: 'plan-2',
  step: 'timeout',
  targets: [
    makeTarget({
      kind: 'account',
      key: '3',
      name: 'Newsletter',
      changes: [{ setting: 'timeout', before: '20', after: '60' }],
      command: '3: 20 -> 60',
      undoCommand: '3: 60 -> 20',
    }),
  ],
});

/** Two steps, planned on 24 November 2026 at 14:02 and saved at 14:10; its hashes are none. */
export function makePlanFile(changes: Partial<PlanFile> = {}): PlanFile {
  return {
    format: 'relaytune-plan',
    version: 1,
    runId: '20261124-140000-abc123',
    mode: 'servers',
    scenario: '',
    practiceNetwork: null,
    savedAt: '2026-11-24T14:10:00.000Z',
    savedBy: 'senior',
    machine: 'ADMIN-PC',
    appVersion: '0.1.0',
    ticket: 'CHG-1234',
    exchangeServer: 'ex10-hub1.corp.example',
    sqlServer: 'SQL01',
    profile: 'Newsletter',
    plans: [connections, timeout],
    sha256: '3f2a91bc07de'.padEnd(64, '0'),
    ...changes,
  };
}
