import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';

type Component = { name: string; version: string; purl: string };
type Bill = {
  bomFormat: string;
  metadata: { component: { name: string; type: string } };
  components: Component[];
  dependencies: { ref: string; dependsOn: string[] }[];
};
type ReleasePapers = { writeReleasePapers(folder: string, electron: string): Promise<string[]> };

const sources = pathToFileURL(resolve('build/steps/release-papers.mjs')).href;
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'relaytune-papers-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('puts checksums and a bill of materials beside the installer, and takes the builder’s notes away', async () => {
  await writeFile(join(folder, 'RelayTune-0.1.0-setup-x64.exe'), 'abc');
  await writeFile(join(folder, 'builder-effective-config.yaml'), 'directories: {}\n');
  const { writeReleasePapers } = (await import(sources)) as ReleasePapers;
  const files = await writeReleasePapers(folder, '45.4.1');

  const [bill = '', ...others] = files;
  expect(bill).toMatch(/^RelayTune-\d+\.\d+\.\d+-sbom\.cdx\.json$/);
  expect(others).toEqual(['RelayTune-0.1.0-setup-x64.exe', 'SHA256SUMS']);
  const sums = await readFile(join(folder, 'SHA256SUMS'), 'utf8');
  // The example of FIPS 180-2.
  const abc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
  expect(sums).toContain(`\n${abc}  RelayTune-0.1.0-setup-x64.exe\n`);
  expect(sums).toMatch(new RegExp(`^[0-9a-f]{64} {2}${bill.replaceAll('.', '\\.')}\n`));

  const read = JSON.parse(await readFile(join(folder, bill), 'utf8')) as Bill;
  expect([read.bomFormat, read.metadata.component]).toMatchObject([
    'CycloneDX',
    { name: 'relaytune', type: 'application' },
  ]);
  const names = read.components.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(['electron', 'mssql', 'tedious', 'node-powershell', 'react', 'zod']));
  expect(names.filter((name) => ['vitest', 'vite', 'electron-builder', 'typescript'].includes(name))).toEqual([]);
  expect(read.components.find(({ name }) => name === 'electron')?.purl).toBe('pkg:npm/electron@45.4.1');
  const own = read.dependencies.find(({ ref }) => ref.startsWith('relaytune@'));
  expect(own?.dependsOn).toContain('electron@45.4.1');
}, 60_000);
