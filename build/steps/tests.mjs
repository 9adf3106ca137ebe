import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { buildBundle } from './bundle.mjs';
import { needsXvfb, withDisplay } from './display.mjs';
import { ensureElectron } from './electron.mjs';
import { ensureElectronegativity } from './electronegativity.mjs';
import { ensurePowerShell } from './powershell.mjs';
import { installPackages } from './install.mjs';
import { cache } from './paths.mjs';
import { ensurePackage } from './package.mjs';
import { ensurePostfix } from './postfix.mjs';
import { runNode, tool } from './process.mjs';
import { say } from './say.mjs';
import { ensureSystemPackages } from './system-packages.mjs';
import { ensureTsqlParser } from './tsql.mjs';

const tsc = (project) => [`types (${project})`, [tool('typescript', 'bin', 'tsc'), '-p', project]];
const lint = (...more) => [tool('eslint', 'bin', 'eslint.js'), '.', '--max-warnings=0', ...more];
const prettier = (mode) => [tool('prettier', 'bin', 'prettier.cjs'), mode, '--log-level=warn', '.'];
const vitest = (...words) => [tool('vitest', 'vitest.mjs'), 'run', ...words];
const playwright = (...words) => [tool('@playwright', 'test', 'cli.js'), 'test', ...words];

const staticChecks = [
  tsc('tsconfig.json'),
  tsc('renderer/tsconfig.json'),
  tsc('test/e2e/tsconfig.json'),
  ['lint', lint()],
  ['exports and packages that nothing uses', [tool('knip', 'bin', 'knip.js')]],
  ['format', prettier('--check')],
];

/** The slow one beside all others. */
const inTwoRows = (checks) => [checks.filter(([name]) => name === 'lint'), checks.filter(([name]) => name !== 'lint')];

/** One after the other; the exit code of each. */
async function checkAll(checks) {
  const codes = [];
  for (const [name, args] of checks) {
    say(`Checking ${name}…`);
    codes.push(await runNode(args));
  }
  return codes;
}

/** Everything, ending with one line of counts. Each static check counts as one test. */
export async function testAll(words) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  const allowed = !words.includes('--no-system-packages');
  await installPackages();
  await ensureSystemPackages({ withDisplay: needsXvfb(), allowed, forTests: true });
  const electron = await ensureElectron();
  const env = { ...process.env, ...(await testTools()) };

  for (const code of await Promise.all(inTwoRows(staticChecks).map(checkAll)).then((rows) => rows.flat()))
    counts[code === 0 ? 'passed' : 'failed'] += 1;
  const results = join(cache, 'results');
  await rm(results, { recursive: true, force: true });
  await mkdir(results, { recursive: true });

  say('Running unit, contract, integration and security tests…');
  const unitFile = join(results, 'vitest.json');
  await buildBundle();
  const unitCode = await runNode(vitest('--reporter=default', '--reporter=json', `--outputFile=${unitFile}`), { env });
  add(counts, await vitestCounts(unitFile, unitCode));

  say('Driving the program in Electron…');
  const endFile = join(results, 'playwright.json');
  const endCode = await playwrightRun(electron, ['--project=app', '--reporter=list,json'], {
    ...env,
    PLAYWRIGHT_JSON_OUTPUT_FILE: endFile,
  });
  add(counts, await playwrightCounts(endFile, endCode));

  process.stdout.write(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped\n`);
  return counts.failed === 0 && counts.passed > 0 ? 0 : 1;
}

export async function testUnit(words) {
  await installPackages();
  return runNode(vitest(...words), { env: { ...process.env, ...(await testTools()) } });
}

/**
 * The tests that grow with RELAYTUNE_LONG, in full: 10,000 names through PowerShell and the like; then the packaged program, the long
 * ones in Electron, and axe over everything that the pictures show.
 */
export async function testLong(words) {
  await installPackages();
  const env = { ...process.env, ...(await testTools()), RELAYTUNE_LONG: 'true' };
  if (words.length > 0) return runNode(vitest(...words), { env });
  const code = await runNode(vitest('test/integration'), { env });
  return code === 0 ? testEndToEnd(['--project=package', '--project=long', '--project=pictures']) : code;
}

export async function testEndToEnd(words) {
  await installPackages();
  await ensureSystemPackages({ withDisplay: needsXvfb(), allowed: true, forTests: true });
  const electron = await ensureElectron();
  const packaged = words.includes('--project=package') ? { RELAYTUNE_PACKAGE: await ensurePackage() } : {};
  await buildBundle();
  const project = words.some((word) => word.startsWith('--project')) ? [] : ['--project=app'];
  const env = { ...(await ensurePowerShell()), ...packaged };
  return playwrightRun(electron, ['--reporter=list', ...project, ...words], env);
}

/** Types, lint and the unit tests of what changed: for the editor's side, under a minute. */
export async function check() {
  await installPackages();
  let failed = (await checkAll(staticChecks)).filter((code) => code !== 0).length;
  if ((await runNode(vitest('--changed', '--passWithNoTests'))) !== 0) failed += 1;
  return failed === 0 ? 0 : 1;
}

export async function fix() {
  await installPackages();
  await runNode(prettier('--write'));
  return runNode(lint('--fix'));
}

/** Environment variables that name the real parts the tests run on. */
const testTools = async () => ({
  ...(await ensurePowerShell()),
  ...(await ensureTsqlParser()),
  ...(await ensurePostfix()),
  ...(await ensureElectronegativity()),
});

const playwrightRun = (electron, words, more = {}) =>
  withDisplay((env) => runNode(playwright(...words), { env: { ...more, ...env, RELAYTUNE_ELECTRON: electron } }));

function add(counts, more) {
  for (const key of Object.keys(counts)) counts[key] += more[key];
}

/** A runner that failed without a single failed test (it could not even start) counts as one failure. */
const atLeastOne = (counts, code) => (code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts);

async function vitestCounts(file, code) {
  const report = JSON.parse(await readFile(file, 'utf8').catch(() => '{}'));
  const counts = {
    passed: report.numPassedTests ?? 0,
    failed: report.numFailedTests ?? 0,
    skipped: report.numPendingTests ?? 0,
  };
  return atLeastOne(counts, code);
}

async function playwrightCounts(file, code) {
  const { stats = {} } = JSON.parse(await readFile(file, 'utf8').catch(() => '{}'));
  const counts = {
    passed: (stats.expected ?? 0) + (stats.flaky ?? 0),
    failed: stats.unexpected ?? 0,
    skipped: stats.skipped ?? 0,
  };
  return atLeastOne(counts, code);
}
