import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { isAbsolute, join } from 'node:path';
import { ProblemError } from '../../../../../shared/result';
import type { OdbcDriver } from './driver';

/** What was tried; a newer one may answer otherwise. */
const packageVersion = '5.5.0';

/**
 * Loads msnodesqlv8 from `folder`/node_modules and from nowhere else: neither the working directory nor what the bundle could resolve.
 * Throws ProblemError 'sql/windows-sign-in-…' where it is not there, or does not load on this computer.
 */
export function loadOdbcDriver(folder: string | undefined, platform: string = process.platform): OdbcDriver {
  if (folder === undefined || !isAbsolute(folder)) throw missing(null, platform);
  const path = join(folder, 'node_modules', 'msnodesqlv8');
  if (!existsSync(path)) throw missing(folder, platform);
  try {
    return createRequire(join(path, 'package.json'))(path) as OdbcDriver;
  } catch (error) {
    throw new ProblemError({
      code: 'sql/windows-sign-in-broken',
      title: 'The package that signs in as the Windows user cannot be loaded.',
      detail: error instanceof Error ? error.message : String(error),
      hint: `Install it anew: npm install --prefix "${folder}" --ignore-scripts msnodesqlv8@${packageVersion}. It is made for 64-bit Intel and AMD. Or choose another sign-in on page 1.`,
    });
  }
}

function missing(folder: string | null, platform: string): ProblemError {
  if (platform !== 'win32') {
    return new ProblemError({
      code: 'sql/windows-sign-in-elsewhere',
      title: 'There is no Windows user to sign in as.',
      detail: 'RelayTune does not run on Windows here.',
      hint: 'Choose “Domain user and password” or a SQL Server login on page 1.',
    });
  }
  return new ProblemError({
    code: 'sql/windows-sign-in-missing',
    title: 'The optional package that signs in as the Windows user is not installed.',
    detail: folder === null ? 'No folder for it is set.' : `msnodesqlv8 is not in ${join(folder, 'node_modules')}.`,
    hint:
      folder === null
        ? 'Set RELAYTUNE_NATIVE to the full path of its folder, or choose another sign-in on page 1.'
        : `Install it: npm install --prefix "${folder}" --ignore-scripts msnodesqlv8@${packageVersion}. Or choose another sign-in on page 1.`,
  });
}
