import { describe, expect, it } from 'vitest';
import { reportHtml } from '../../../../shared/report/report-html';
import { scrubReport } from '../../../../shared/report/scrub-report';
import { scrubber } from '../../../../shared/scrub';
import { canary, canaryIn } from '../../../support/canary';
import { recordsOf, reportOf, started, wholeRun } from '../../renderer/report/report-run';

const tags = (page: string) => page.match(/<[^>]+>/g);

describe('a report without the secrets', () => {
  it('holds none in what a server or a user said; what is run is as the scripts have it', () => {
    const report = scrubReport(reportOf(wholeRun(canary)), scrubber([canary]));
    const { changes, ...rest } = report;
    const texts = changes.map(({ command, undoCommand, ...said }) => [command && undoCommand && '', said]);
    expect(canaryIn(JSON.stringify({ ...rest, checks: [], texts }))).toEqual([]);
    expect(changes[0]?.command).toBe(`Set-ReceiveConnector -Identity '${canary}'`);
    expect(report.run.ticket).toBe('[secret]');
    expect(report.checks[0]).toMatchObject({ title: '[secret]', reason: '[secret]', command: canary });
  });

  // Words of RelayTune's own, pieces of its markup and of the times that it writes.
  it.each(['null', 'main', 'test', 'here', 'applied', 'connector', 'ladder', '2026', 'Fixed', 'title', 'class'])(
    'is still a report where the password is %s',
    (password) => {
      const report = reportOf(wholeRun('word'));
      const scrubbed = scrubReport(report, scrubber([password]));
      expect(tags(reportHtml(scrubbed))).toEqual(tags(reportHtml(report)));
      expect(scrubbed.undo).toEqual(report.undo);
      expect(scrubbed.changes.map(({ outcome, endedAt, command }) => [outcome, endedAt, command])).toEqual([
        ['applied', '2026-11-24T12:13:00.000Z', "Set-ReceiveConnector -Identity 'word'"],
        ['not-applied', '2026-11-24T12:15:00.000Z', 'EXEC msdb.dbo.sysmail_update_account_sp @account_id = 3;'],
      ]);
      expect(scrubbed.verdict.verdict).toBe('Fixed');
      expect(scrubbed.before.ladder?.origin).toBe('here');
    },
  );

  it('but a text that is the password, and nothing else, is none', () => {
    const records = recordsOf({ ...started, user: 'main', machine: 'NULL' }, { type: 'ticket-set', ticket: 'test' });
    const { run } = scrubReport(reportOf(records), scrubber(['null', 'main', 'test']));
    expect([run.user, run.machine, run.ticket]).toEqual(['[secret]', '[secret]', '[secret]']);
  });
});
