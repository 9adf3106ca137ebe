import type { JournalRecord, RunEvent } from '../../../../shared/run/event';
import { foldEvents } from '../../../../shared/run/fold';
import { makeReport } from '../../../../shared/report/make-report';
import type { Report } from '../../../../shared/report/report';
import type { RunState } from '../../../../shared/run/state';
import { makeBurst, makeLadder, makePlan, makeSmtpBurst, makeTarget } from '../../../support/run-fixtures';
import { makeAccount } from '../../shared/database-mail/make-account';
import { makeConnector } from '../../shared/exchange/make-connector';

const runId = '20261124-120000-abc123';

/** Records a minute apart, the last sealed with a hash that can be told. */
export const recordsOf = (...events: RunEvent[]): JournalRecord[] =>
  events.map((event, index) => ({
    seq: index + 1,
    at: new Date(Date.parse('2026-11-24T12:00:00.000Z') + index * 60_000).toISOString(),
    event,
    prev: '',
    hash: `hash-${index + 1}`,
  }));

export const started = {
  type: 'run-started',
  mode: 'servers',
  scenario: '',
  user: 'CORP\\anna',
  machine: 'ADMIN-PC',
  appVersion: '0.1.0',
} satisfies RunEvent;

export function reportOf(
  records: readonly JournalRecord[],
  changes: Partial<RunState> = {},
  undoScripts: Report['undo'] = { ps1: '\ufeff# undo for Exchange', sql: null },
) {
  return makeReport({
    state: { ...foldEvents(runId, records), ...changes },
    records,
    appVersion: '0.2.0',
    runtime: 'Electron 45.4.1',
    madeAt: new Date('2026-11-25T08:00:00.000Z'),
    tornLines: [],
    undoScripts,
  });
}

/**
 * A run that did everything: checks, both tests twice, a connector and an account changed, mails left; `word` stands in every text
 * that comes from a server or a user.
 */
export function wholeRun(word: string): JournalRecord[] {
  const name = `EX10-HUB1\\${word}`;
  const connector = {
    ...makeConnector('EX10-HUB1\\Relay SQL Server', { Comment: word, MaxInboundConnectionPerSource: '20' }),
    identity: name,
    name: word,
  };
  const account = makeAccount({ name: word, description: word, timeout: 20 });
  const problem = { code: 'x', title: word, detail: word, hint: word };
  const target = makeTarget({
    key: connector.guid,
    name,
    changes: [{ setting: 'MaxInboundConnectionPerSource', before: '20', after: '100' }],
    command: `Set-ReceiveConnector -Identity '${word}'`,
    undoCommand: `Set-ReceiveConnector -Identity '${word}' -Undo`,
    whatIf: word,
    effectiveLimit: { before: { limit: 20, heldBy: word }, after: { limit: 100, heldBy: word } },
  });
  const plan = makePlan({
    targets: [target],
    risks: [{ severity: 'warning', text: word }],
    ticks: [{ id: 'sure', text: word }],
    typedName: word,
  });
  const timeout = makePlan({
    id: 'plan-2',
    step: 'timeout',
    targets: [
      makeTarget({
        kind: 'account',
        key: String(account.accountId),
        name: word,
        changes: [{ setting: 'timeout', before: '20', after: '60' }],
        command: 'EXEC msdb.dbo.sysmail_update_account_sp @account_id = 3;',
        undoCommand: 'EXEC msdb.dbo.sysmail_update_account_sp @account_id = 3, @timeout = 20;',
      }),
    ],
  });
  const timeline = { sliceMs: 1000, slices: [{ open: 20, accepted: 77, refused421: 23, failed: 1 }] };
  const cause = { cause: 'per-source-limit' as const, mails: 23, example: word };
  const test = { connectorIdentity: name, sourceAddress: word };
  const burst = makeBurst({
    ...test,
    failed: 43,
    sent: 57,
    profile: word,
    causes: [{ ...cause, tries: 23 }],
    firstFailure: { number: 21, mailitemId: 77, cause: 'per-source-limit', text: word },
    foreign: [{ mailitemId: 5, when: word, cause: null, status: 'failed', profile: word }],
    foreignCount: 1,
    timeline,
  });
  const smtpBurst = makeSmtpBurst({
    ...test,
    host: word,
    failed: 23,
    accepted: 77,
    causes: [{ ...cause, phase: 'banner' }],
    firstFailure: { number: 21, phase: 'banner', cause: 'per-source-limit', text: word },
    timeline,
  });
  const ladder = makeLadder({
    ...test,
    host: word,
    machine: word,
    refusal: { text: word, class: 'unknown' },
    timeline,
  });
  return recordsOf(
    { ...started, user: word, machine: word },
    { type: 'ticket-set', ticket: word },
    {
      type: 'connection-set',
      connection: {
        exchangeServer: word,
        exchangeWay: 'automatic',
        connectorScope: 'organisation',
        sqlServer: word,
        sqlAddresses: [word],
        sqlSignIn: 'sqlLogin',
        sqlUser: word,
        sqlEncryption: 'tls',
        sqlCertificate: word,
        profile: word,
        testMailboxes: [word],
      },
    },
    {
      type: 'checks-finished',
      checks: [{ id: 'a', title: word, outcome: 'warning', reason: word, remedy: word, command: word, consent: null }],
    },
    {
      type: 'connectors-read',
      connectors: [connector],
      hubs: [
        { server: word, fqdn: word, adminDisplayVersion: word, maxConnectionRatePerMinute: null, addresses: [word] },
      ],
    },
    {
      type: 'source-found',
      source: { addresses: [{ address: word, origin: word }], proof: 'tracking-log', detail: word },
    },
    { type: 'connectors-chosen', guids: [connector.guid] },
    { type: 'accounts-read', accounts: [account] },
    { type: 'account-chosen', accountId: account.accountId },
    { type: 'measurement-finished', result: ladder },
    { type: 'measurement-finished', result: smtpBurst },
    { type: 'measurement-finished', result: burst },
    {
      type: 'change-announced',
      plan,
      target: 0,
      accepted: { typedName: word, ticks: ['sure'], reason: word },
    },
    {
      type: 'change-finished',
      planId: plan.id,
      target: 0,
      outcome: 'applied',
      readBack: { MaxInboundConnectionPerSource: '100', Comment: `${word}!`, WhenChanged: word },
      warnings: [word],
      output: word,
    },
    { type: 'change-announced', plan: timeout, target: 0 },
    { type: 'change-failed', planId: 'plan-2', target: 0, outcome: 'not-applied', problem },
    { type: 'step-left', step: 'efficiency' },
    { type: 'measurement-finished', result: { ...ladder, id: 'l2', phase: 'after', limit: 100, opened: 100 } },
    { type: 'measurement-finished', result: { ...smtpBurst, id: 's2', phase: 'after' } },
    { type: 'measurement-finished', result: { ...makeBurst(test), id: 'b2', phase: 'after', timeline } },
    { type: 'run-ended' },
  );
}
