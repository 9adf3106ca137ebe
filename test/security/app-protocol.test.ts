import { sep } from 'node:path';
import { describe, expect, test } from 'vitest';
import { contentSecurityPolicy } from '../../electron/shell/content-security-policy';
import { resolveInside } from '../../electron/shell/resolve-inside';

const folder = ['', 'app', 'renderer'].join(sep);
const inside = (...names: string[]) => [folder, ...names].join(sep);

describe('a path of app:// stays inside the page’s folder', () => {
  test.each([
    ['/index.html', inside('index.html')],
    ['/assets/main-1a2b.js', inside('assets', 'main-1a2b.js')],
    ['/index.html?x=../../secret#y', inside('index.html')],
    ['/a%20b.svg', inside('a b.svg')],
    ['/assets/../index.html', inside('index.html')],
  ])('%s is a file', (path, file) => {
    expect(resolveInside(folder, path)).toBe(file);
  });

  test.each([
    '/',
    '/..',
    '/../main.cjs',
    '/%2e%2e/main.cjs',
    '/%2E%2E%2Fmain.cjs',
    '/assets/../../renderer-other/x.js',
    '/../renderer2/index.html',
    '/..%5C..%5Cwindows%5Cwin.ini',
    '/..\\main.cjs',
    '/index.html%00.png',
    '/%E0%A4%A',
  ])('%s is refused', (path) => {
    expect(resolveInside(folder, path)).toBeNull();
  });
});

test('the policy lets nothing in but the program’s own files and this load’s styles', () => {
  expect(contentSecurityPolicy('bm9uY2U=').split('; ')).toEqual([
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'nonce-bm9uY2U='",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ]);
});
