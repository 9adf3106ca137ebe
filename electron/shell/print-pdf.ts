import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { BrowserWindow, session, type Session } from 'electron';
import { ProblemError } from '../../shared/result';

const scheme = 'report';
const partition = 'report';
/** A report of a long run takes a few seconds; what takes this long never ends. */
const limitMilliseconds = 60_000;
/** What is being printed, by its address. */
const documents = new Map<string, string>();
let known: Session | null = null;

/** Small, grey, and readable by Chromium's own print page alone: it takes no style from the document. */
const footer = `<div style="width:100%;font:8px sans-serif;color:#555;text-align:center">Page <span class="pageNumber"></span> of <span class="totalPages"></span></div>`;

/**
 * Prints a page that needs nothing else. It is shown to nobody, runs no script, and lives in a session that knows the documents being
 * printed and no network. Tagged and with an outline where this Electron can do that (older ones pass over it). Its window is gone
 * afterwards, however it ended; throws ProblemError 'report/not-printed' where it took too long, its process ended, or `owner` was closed.
 */
export async function printPdf(page: string, owner: BrowserWindow): Promise<Uint8Array> {
  const alone = sessionAlone();
  const url = `${scheme}://document/${randomUUID()}`;
  documents.set(url, page);
  const window = new BrowserWindow({
    show: false,
    webPreferences: {
      session: alone,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      javascript: false,
      webviewTag: false,
      spellcheck: false,
      devTools: false,
      disableBlinkFeatures: 'Auxclick',
    },
  });
  try {
    return await Promise.race([print(window, url), tooLate(window, owner)]);
  } catch (error) {
    throw new ProblemError({
      code: 'report/not-printed',
      title: 'The PDF could not be made.',
      detail: error instanceof Error ? error.message : String(error),
      hint: 'Save the report as HTML, open it in a browser and print it from there.',
    });
  } finally {
    documents.delete(url);
    if (!window.isDestroyed()) window.destroy();
  }
}

async function print(window: BrowserWindow, url: string): Promise<Uint8Array> {
  await window.loadURL(url);
  return window.webContents.printToPDF({
    pageSize: 'A4',
    preferCSSPageSize: true,
    printBackground: true,
    displayHeaderFooter: true,
    headerTemplate: '<span></span>',
    footerTemplate: footer,
    generateTaggedPDF: true,
    generateDocumentOutline: true,
  });
}

/** Rejects when there is nothing to wait for any more: a print that hangs would keep the program running, unseen, without its window. */
async function tooLate(window: BrowserWindow, owner: BrowserWindow): Promise<never> {
  const ended = new AbortController();
  const { signal } = ended;
  const after = (wait: Promise<unknown>, why: string) => wait.then(() => Promise.reject(new Error(why)));
  window.once('closed', () => ended.abort());
  return Promise.race([
    after(setTimeout(limitMilliseconds, undefined, { signal }), 'Printing took longer than a minute.'),
    after(once(window.webContents, 'render-process-gone', { signal }), 'The process that printed it has ended.'),
    after(once(owner, 'closed', { signal }), 'RelayTune was closed meanwhile.'),
  ]);
}

/** One for all prints: Electron keeps each partition until the program ends. */
function sessionAlone(): Session {
  if (known) return known;
  const alone = session.fromPartition(partition, { cache: false });
  alone.protocol.handle(scheme, ({ url }) => {
    const headers = { 'content-type': 'text/html; charset=utf-8', 'x-content-type-options': 'nosniff' };
    return new Response(documents.get(url) ?? '', { headers });
  });
  alone.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !documents.has(url) }));
  alone.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  alone.setPermissionCheckHandler(() => false);
  known = alone;
  return alone;
}
