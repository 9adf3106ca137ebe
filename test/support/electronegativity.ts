import { createRequire } from 'node:module';
import { join } from 'node:path';

/** What the scanner found; `errors` are files that it could not read, about which it keeps silent otherwise. */
type Scan = { findings: Finding[]; errors: { file: string; message: string }[]; checks: number };
type Finding = { check: string; file: string; severity: string };

type Issue = { id: string; file: string; severity: { name: string } };
type Runner = (options: object) => Promise<{
  issues: Issue[];
  errors: Scan['errors'];
  atomicChecks: number;
  globalChecks: number;
}>;

/** It would ask GitHub which Electrons have known holes; offline it cannot, and waits. */
const onlineCheck = 'AvailableSecurityFixesGlobalCheck';

/** Scans the sources in a folder. Nothing is fetched: what it asks the web for (its own texts, translated) is refused at once. */
export async function scanSources(tool: string, folder: string): Promise<Scan> {
  const require = createRequire(join(tool, 'node_modules', '@doyensec', 'electronegativity', 'package.json'));
  const offline = () => Promise.reject(new Error('offline'));
  const client = require.resolve('got');
  require.cache[client] = { exports: Object.assign(offline, { default: offline, head: offline }) } as NodeJS.Module;
  const run = require('./dist/runner.js') as Runner;
  const { issues, errors, atomicChecks, globalChecks } = await run({
    input: folder,
    isRelative: true,
    excludeFromScan: [onlineCheck],
  });
  const findings = issues.map(({ id, file, severity }) => ({
    check: id,
    file: file.replaceAll('\\', '/'),
    severity: severity.name,
  }));
  return { findings, errors, checks: atomicChecks + globalChecks };
}
