import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { app, protocol } from 'electron';
import { contentSecurityPolicy } from './content-security-policy';
import { resolveInside } from './resolve-inside';

const APP_ORIGIN = 'app://relaytune';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** Forge's development server, if there is one; a build defines it away. */
declare const RENDERER_VITE_DEV_SERVER_URL: string | undefined;
const developmentUrl = () =>
  typeof RENDERER_VITE_DEV_SERVER_URL === 'string' && !app.isPackaged ? RENDERER_VITE_DEV_SERVER_URL : null;

export const startUrl = () => developmentUrl() ?? `${APP_ORIGIN}/index.html`;
/** The development server reloads the page it serves; a build never navigates anywhere. */
export const isDevelopmentReload = (url: string) =>
  developmentUrl() !== null && new URL(url).origin === new URL(startUrl()).origin;
/** The origin whose calls are answered. */
export const trustedOrigin = () => new URL(startUrl()).origin.replace(/^null$/, APP_ORIGIN);

/** Must run before the app is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true } }]);
}

/** Serves the built page, and nothing outside its folder, with a fresh nonce and policy at every load. */
export function serveApp(): void {
  const folder = join(__dirname, '..', 'renderer', 'renderer');
  protocol.handle('app', async (request) => {
    const path = request.url.startsWith(`${APP_ORIGIN}/`)
      ? resolveInside(folder, request.url.slice(APP_ORIGIN.length))
      : null;
    const type = path === null ? undefined : types[extname(path)];
    if (path === null || type === undefined) return new Response('Not found', { status: 404 });
    try {
      return respond(await readFile(path), type);
    } catch {
      return new Response('Not found', { status: 404 });
    }
  });
}

function respond(content: Buffer, type: string): Response {
  const headers = { 'content-type': type, 'x-content-type-options': 'nosniff' };
  if (!type.startsWith('text/html')) return new Response(content, { headers });
  const nonce = randomBytes(16).toString('base64');
  const page = content.toString('utf8').replaceAll('__CSP_NONCE__', nonce);
  return new Response(page, { headers: { ...headers, 'content-security-policy': contentSecurityPolicy(nonce) } });
}
