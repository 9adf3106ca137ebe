import { fileURLToPath } from 'node:url';
import type { ElectronApplication } from '@playwright/test';
import { expect, launch, test } from './support/launch';

const preload = fileURLToPath(new URL('../../.vite/build/preload.cjs', import.meta.url));

/** What Electron itself says that the windows' pages may do. */
const rightsOfPages = (app: ElectronApplication) =>
  app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((each) =>
      // Electron has it in every version, and leaves it out of its types.
      (each.webContents as unknown as { getLastWebPreferences(): object }).getLastWebPreferences(),
    ),
  );

test('the window’s page is sandboxed, isolated and without Node', async ({ dataFolder }) => {
  const { app } = await launch(dataFolder);
  const rights = await rightsOfPages(app);
  expect(rights).toHaveLength(1);
  expect(rights[0]).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInSubFrames: false,
  });
  await app.close();
});

test('no webSecurity off, no insecure content, no experimental or Blink features, no webview', async ({
  dataFolder,
}) => {
  const { app } = await launch(dataFolder);
  const [rights] = await rightsOfPages(app);
  expect(rights).toMatchObject({
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
  });
  expect([undefined, '']).toContain((rights as { enableBlinkFeatures?: string }).enableBlinkFeatures);
  await app.close();
});

test('the page is served with its policy and a nonce of its own, and nothing outside its folder is', async ({
  dataFolder,
}) => {
  const { app } = await launch(dataFolder);
  const answers = await app.evaluate(async ({ net }) => {
    const ask = async (url: string) => {
      const response = await net.fetch(url);
      return {
        status: response.status,
        policy: response.headers.get('content-security-policy') ?? '',
        body: await response.text(),
      };
    };
    return {
      first: await ask('app://relaytune/index.html'),
      second: await ask('app://relaytune/index.html'),
      outside: [
        await ask('app://relaytune/%2e%2e/%2e%2e/%2e%2e/package.json'),
        await ask('app://relaytune/..%2F..%2Fbuild%2Fmain.cjs'),
        await ask('app://relaytune/..%5C..%5Cbuild%5Cmain.cjs'),
        await ask('app://other/index.html'),
        await ask('app://relaytune/'),
        await ask('app://relaytune/none.js'),
      ].map(({ status, body }) => `${String(status)} ${body}`),
    };
  });
  const nonces = [answers.first, answers.second].map(({ policy }) => /'nonce-([^']+)'/.exec(policy)?.[1] ?? '');
  expect(answers.first.policy).toContain("default-src 'none'; script-src 'self'; style-src 'self' 'nonce-");
  expect(nonces[0]).toMatch(/^[\w+/]{22}==$/);
  expect(nonces[0]).not.toBe(nonces[1]);
  expect(answers.first.body).toContain(`nonce="${nonces[0] ?? ''}"`);
  expect(answers.first.body).not.toContain('__CSP_NONCE__');
  expect(answers.outside).toEqual(Array.from({ length: 6 }, () => '404 Not found'));
  await app.close();
});

test('the policy holds in the page: no inline script, no connection, no markup sink', async ({ dataFolder }) => {
  const { app, page, complaints } = await launch(dataFolder);
  const reached = await page.evaluate(async () => {
    const script = document.createElement('script');
    let sink = 'open';
    try {
      script.textContent = 'window.ran = true';
      document.body.append(script);
      document.body.insertAdjacentHTML('beforeend', '<p>text</p>');
    } catch {
      sink = 'closed';
    }
    const fetched = await fetch('https://example.com/').then(
      () => 'answered',
      () => 'refused',
    );
    return { ran: 'ran' in window, sink, fetched };
  });
  expect(reached).toEqual({ ran: false, sink: 'closed', fetched: 'refused' });
  expect(complaints.some((each) => each.includes('Content Security Policy'))).toBe(true);
  await app.close();
});

test('no new window, no navigation, no permission', async ({ dataFolder }) => {
  const { app, page } = await launch(dataFolder);
  const outcome = await page.evaluate(async () => {
    const opened = window.open('https://example.com/') === null ? 'none' : 'a window';
    location.href = 'https://example.com/';
    const link = document.createElement('a');
    link.href = 'app://relaytune/other.html';
    document.body.append(link);
    link.click();
    const media = await navigator.permissions.query({ name: 'geolocation' });
    return { opened, location: media.state, notifications: await Notification.requestPermission() };
  });
  expect(outcome).toEqual({ opened: 'none', location: 'denied', notifications: 'denied' });
  expect(page.url()).toBe('app://relaytune/index.html');
  expect(app.windows()).toHaveLength(1);
  await app.close();
});

test('another window with the same preload and page is refused', async ({ dataFolder }) => {
  const { app } = await launch(dataFolder);
  const answer: unknown = await app.evaluate(async ({ BrowserWindow }, preloadPath) => {
    const other = new BrowserWindow({
      show: false,
      webPreferences: { preload: preloadPath, sandbox: true, contextIsolation: true },
    });
    await other.loadURL('app://relaytune/index.html');
    return (await other.webContents.executeJavaScript(
      "window.relaytune.call('app.info', {}, 'from-the-other-window').then(JSON.parse)",
    )) as unknown;
  }, preload);
  expect(answer).toMatchObject({ ok: false, error: { code: 'border/sender' } });
  await app.close();
});
