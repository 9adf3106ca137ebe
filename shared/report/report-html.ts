import { changesHtml } from './changes-html';
import { html, textOf } from './html';
import { together } from './parts';
import type { Report } from './report';
import { reportStyle } from './report-style';
import {
  acceptancesHtml,
  checksHtml,
  damageHtml,
  journalHtml,
  lessonHtml,
  openEndsHtml,
  runHtml,
  summaryHtml,
  undoHtml,
  verdictHtml,
} from './run-html';
import { burstHtml, ladderHtml, smtpBurstHtml } from './tests-html';

/** The report as one page that needs nothing else: no script, no picture, no font, and a policy that allows none. */
export function reportHtml(report: Report): string {
  const { run, verdict } = report;
  const page = html`<html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light" />
      <title>RelayTune report ${run.id}: ${verdict.verdict}</title>
      ${reportStyle}
    </head>
    <body>
      <main>
        <h1>RelayTune report${run.mode === 'practice' ? ' (practice)' : ''}</h1>
        ${together([
          damageHtml(report),
          verdictHtml(report),
          runHtml(report),
          summaryHtml(report),
          checksHtml(report),
          changesHtml(report),
          ladderHtml(report),
          smtpBurstHtml(report),
          burstHtml(report),
          acceptancesHtml(report),
          openEndsHtml(report),
          lessonHtml(report),
          undoHtml(report),
          journalHtml(report),
        ])}
      </main>
    </body>
  </html> `;
  return `<!doctype html>\n${textOf(page)}`;
}
