import { randomUUID } from 'node:crypto';
import { BrowserWindow, session, type Session } from 'electron';
import { ProblemError } from '../../shared/result';

const scheme = 'report';
const url = `${scheme}://document/`;

/** Small, grey, and readable by Chromium's own print page alone: it takes no style from the document. */
const footer = `<div style="width:100%;font:8px sans-serif;color:#555;text-align:center">Page <span class="pageNumber"></span> of <span class="totalPages"></span></div>`;

/**
 * Prints a page that needs nothing else. It is shown to nobody, runs no script, and lives in a session of its own that knows this one
 * document and no network. Tagged and with an outline where this Electron can do that (older ones pass over it).
 */
export async function printPdf(page: string): Promise<Uint8Array> {
  const alone = session.fromPartition(`report-${randomUUID()}`, { cache: false });
  allowOnly(alone, page);
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
    await window.loadURL(url);
    return await window.webContents.printToPDF({
      pageSize: 'A4',
      preferCSSPageSize: true,
      printBackground: true,
      displayHeaderFooter: true,
      headerTemplate: '<span></span>',
      footerTemplate: footer,
      generateTaggedPDF: true,
      generateDocumentOutline: true,
    });
  } catch (error) {
    throw new ProblemError({
      code: 'report/not-printed',
      title: 'The PDF could not be made.',
      detail: error instanceof Error ? error.message : String(error),
      hint: 'Save the report as HTML, open it in a browser and print it from there.',
    });
  } finally {
    window.destroy();
  }
}

function allowOnly(alone: Session, page: string): void {
  alone.protocol.handle(
    scheme,
    () =>
      new Response(page, {
        headers: { 'content-type': 'text/html; charset=utf-8', 'x-content-type-options': 'nosniff' },
      }),
  );
  alone.webRequest.onBeforeRequest((details, answer) => answer({ cancel: details.url !== url }));
  alone.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  alone.setPermissionCheckHandler(() => false);
}
