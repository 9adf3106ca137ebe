/**
 * What of the project's folder goes into app.asar: the bundles, which hold everything they need, and the page. No sources, maps,
 * tests or packages. `path` is as Forge gives it: from the project's root, with a leading slash, '' for the root itself.
 */
export function isPackaged(path: string): boolean {
  if (['', '/package.json', '/.vite', '/.vite/build'].includes(path)) return true;
  if (path.endsWith('.map')) return false;
  return /^\/\.vite\/build\/(main|preload|engine)[^/]*\.cjs$/.test(path) || /^\/\.vite\/renderer(\/|$)/.test(path);
}
