import { resolve, sep } from 'node:path';

/** The file below `folder` that a URL path names; null when it points anywhere else or cannot be decoded. */
export function resolveInside(folder: string, urlPath: string): string | null {
  let path: string;
  try {
    path = decodeURIComponent(urlPath.replace(/[?#].*$/s, ''));
  } catch {
    return null;
  }
  if (path.includes('\0') || path.includes('\\')) return null;
  const file = resolve(folder, `.${path}`);
  return file.startsWith(resolve(folder) + sep) ? file : null;
}
