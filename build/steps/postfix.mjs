import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { onPath } from './dotnet-tool.mjs';
import { cache } from './paths.mjs';
import { run } from './process.mjs';
import { Failure, say } from './say.mjs';

const output = promisify(execFile);
const folder = join(cache, 'postfix');
/** Packages of packages of libraries: deeper than this no program of Postfix reaches. */
const mostRounds = 4;

/**
 * Postfix's own tools and daemons for the tests: RELAYTUNE_POSTFIX, the folder that holds usr/sbin/smtp-sink and the rest. What
 * is installed is used; else Debian's package is unpacked into .cache, with the libraries that the machine lacks. Nothing is
 * installed or started. Answers this environment variable, or none (the tests then say what they skip).
 */
export async function ensurePostfix() {
  if (process.platform !== 'linux') {
    say('Postfix runs on Linux alone: the tests against it are skipped.');
    return {};
  }
  const found = installed() ?? (existsSync(folder) ? folder : await unpacked());
  if (found) return { RELAYTUNE_POSTFIX: found };
  if (process.env.CI === 'true')
    throw new Failure('There is no Postfix for the tests.', 'Install it, or allow apt-get download postfix.');
  say('No Postfix here, and no package of it to unpack: the tests against it are skipped.');
  return {};
}

/** The root of the folders that an installed Postfix has its tools in. */
function installed() {
  const sink = onPath(['smtp-sink']) ?? ['/usr/sbin/smtp-sink'].find((path) => existsSync(path));
  return sink?.endsWith('/usr/sbin/smtp-sink') ? dirname(dirname(dirname(sink))) : null;
}

/** Unpacks the package and the libraries that its programs miss; null where there is no apt-get or it has no such package. */
async function unpacked() {
  if (!onPath(['apt-get']) || !onPath(['dpkg-deb'])) return null;
  say('Unpacking Postfix’s tools for the tests…');
  const work = `${folder}.part`;
  const packages = join(work, 'packages');
  await rm(work, { recursive: true, force: true });
  await mkdir(packages, { recursive: true });
  let wanted = ['postfix'];
  for (let round = 0; round < mostRounds && wanted.length > 0; round += 1) {
    if (!(await download(wanted, packages))) break;
    const had = wanted;
    for (const file of await readdir(packages)) {
      if (!had.some((name) => file.startsWith(`${name}_`))) continue;
      await output('dpkg-deb', ['-x', join(packages, file), work]);
    }
    wanted = (await lacksLibraries(work)) ? await librariesOf(had, packages) : [];
  }
  if (!existsSync(join(work, 'usr', 'sbin', 'smtp-sink')) || (await lacksLibraries(work))) return null;
  await rm(packages, { recursive: true, force: true });
  await rename(work, folder);
  return folder;
}

/** A machine that never asked has no lists of packages: then root fetches them first. */
async function download(names, into) {
  const once = () => run('apt-get', ['download', '-q', ...names], { cwd: into, stdio: 'ignore' });
  if ((await once()) === 0) return true;
  if (process.getuid?.() !== 0 || (await run('apt-get', ['update', '-q'], { quiet: true })) !== 0) return false;
  return (await once()) === 0;
}

/** Where libraries lie under the folder: Postfix's own, and those of the packages beside it. */
const libraryPath = (base) =>
  ['usr/lib/postfix', `usr/lib/${triplet}`, `lib/${triplet}`].map((path) => join(base, path)).join(':');
const triplet = process.arch === 'arm64' ? 'aarch64-linux-gnu' : 'x86_64-linux-gnu';

async function lacksLibraries(base) {
  const programs = ['usr/sbin/smtp-sink', 'usr/sbin/smtp-source', 'usr/lib/postfix/sbin/smtpd'];
  const env = { ...process.env, LD_LIBRARY_PATH: libraryPath(base) };
  const { stdout } = await output(
    'ldd',
    programs.map((path) => join(base, path)),
    { env },
  ).catch((error) => error);
  return stdout.includes('not found');
}

/** The names of the libraries that these packages depend on; the first where there is a choice. */
async function librariesOf(names, packages) {
  const files = (await readdir(packages)).filter((file) => names.some((name) => file.startsWith(`${name}_`)));
  const lists = await Promise.all(files.map((file) => output('dpkg-deb', ['-f', join(packages, file), 'Depends'])));
  const each = lists.flatMap(({ stdout }) => stdout.split(',').map((part) => part.trim().split(/[\s|]/)[0]));
  return [...new Set(each)].filter((name) => name.startsWith('lib') && !/^libc6\b/.test(name));
}
