import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { root } from './paths.mjs';
import { npmScript, output } from './process.mjs';

/** electron-builder's notes to itself, which are no part of a release. */
const notes = /^builder-.*\.ya?ml$|\.blockmap$/;

/**
 * Puts the bill of materials and the checksums beside what was made in this folder; answers all file names.
 * `electron` is the version inside.
 */
export async function writeReleasePapers(folder, electron) {
  for (const name of await readdir(folder)) if (notes.test(name)) await rm(join(folder, name));
  const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const bill = `${manifest.productName}-${manifest.version}-sbom.cdx.json`;
  await writeFile(join(folder, bill), `${JSON.stringify(await billOfMaterials(manifest, electron), null, 2)}\n`);
  const names = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isFile());
  const made = names.map((entry) => entry.name).sort();
  await writeChecksums(folder, made);
  return [...made, 'SHA256SUMS'];
}

/**
 * CycloneDX, by npm itself, of every package that the bundles were made from; and of Electron, which npm counts as a tool. npm's
 * own `--omit=dev` would leave out what a tool needs as well (react, tedious).
 */
async function billOfMaterials(manifest, electron) {
  const words = ['sbom', '--sbom-format=cyclonedx', '--sbom-type=application', '--package-lock-only'];
  const bill = JSON.parse(await output(process.execPath, [npmScript(), ...words]));
  const { component } = bill.metadata;
  // npm names it after the folder it is checked out in.
  component.name = manifest.name;
  const runtime = `electron@${electron}`;
  const direct = Object.entries(manifest.dependencies).map(([name, version]) => `${name}@${version}`);
  const shipped = reachable(direct, new Map(bill.dependencies.map(({ ref, dependsOn }) => [ref, dependsOn])));
  const framework = { type: 'framework', name: 'electron', version: electron, scope: 'required' };
  return {
    ...bill,
    components: [
      ...bill.components.filter((each) => shipped.has(each['bom-ref'])),
      { 'bom-ref': runtime, ...framework, purl: `pkg:npm/${runtime}` },
    ],
    dependencies: [
      { ref: component['bom-ref'], dependsOn: [...direct, runtime] },
      ...bill.dependencies.filter(({ ref }) => shipped.has(ref)),
      { ref: runtime, dependsOn: [] },
    ],
  };
}

function reachable(from, dependsOn) {
  const found = new Set(from);
  // A set is walked in the order of adding, what is added on the way too.
  for (const each of found) for (const next of dependsOn.get(each) ?? []) found.add(next);
  return found;
}

/** As `sha256sum --check` reads it. */
async function writeChecksums(folder, names) {
  const lines = [];
  for (const name of names) {
    const hash = createHash('sha256');
    await pipeline(createReadStream(join(folder, name)), hash);
    lines.push(`${hash.digest('hex')}  ${name}\n`);
  }
  const file = join(folder, 'SHA256SUMS');
  await writeFile(`${file}.part`, lines.join(''));
  await rename(`${file}.part`, file);
}
