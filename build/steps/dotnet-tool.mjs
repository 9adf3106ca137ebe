import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { cache, onWindows, root } from './paths.mjs';
import { run } from './process.mjs';
import { Failure, say } from './say.mjs';

/** The first of these programs that PATH has; undefined where it has none. */
export function onPath(names) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path));
}

/**
 * Builds the .NET tool of test/support/<name> into .cache/<name>, once until its sources change. Answers the path of the
 * executable, or null where there is no .NET SDK; `title` is what to call it.
 */
export async function ensureDotnetTool(name, title) {
  if (!onPath([onWindows ? 'dotnet.exe' : 'dotnet'])) return null;
  const sources = join(root, 'test', 'support', name);
  const folder = join(cache, name);
  const program = join(folder, onWindows ? `${name}.exe` : name);
  const wanted = await hashOf(sources);
  const stamp = join(cache, `${name}.hash`);
  if (existsSync(program) && (await readFile(stamp, 'utf8').catch(() => '')) === wanted) return program;
  say(`Building ${title} for the tests…`);
  const args = ['publish', sources, '-c', 'Release', '-o', folder, '--artifacts-path', join(cache, 'dotnet')];
  if ((await run('dotnet', [...args, '-v', 'q', '--nologo'], { quiet: true })) !== 0) {
    throw new Failure(
      `The build of ${title} failed.`,
      'Read the message above; most often NuGet cannot be reached, or the SDK is older than .NET 10.',
    );
  }
  await writeFile(stamp, wanted);
  return program;
}

async function hashOf(folder) {
  const hash = createHash('sha256');
  for (const name of (await readdir(folder)).filter((each) => /\.(cs|csproj)$/.test(each)).sort())
    hash.update(await readFile(join(folder, name)));
  return hash.digest('hex');
}
