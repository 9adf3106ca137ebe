import { spawnSync } from 'node:child_process';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { _electron } from '@playwright/test';
import manifest from '../../../package.json' with { type: 'json' };
import { expect, startWords, test } from '../support/launch';
import { makeTestVariant } from '../support/packaged';
import { withPowerShell } from '../support/powershell';
import { connect, startPractice } from '../support/wizard';

let variant: Awaited<ReturnType<typeof makeTestVariant>>;
test.beforeAll(async () => {
  variant = await makeTestVariant();
});
test.afterAll(() => variant.remove());

test('the packaged program goes through its first page in practice', async ({ dataFolder }) => {
  const { args, env } = startWords(dataFolder);
  const app = await _electron.launch({
    executablePath: variant.program,
    args: args.slice(1),
    env: { ...env, ...(await withPowerShell(dataFolder)) },
  });
  const page = await app.firstWindow();
  await expect(page.getByRole('heading', { name: 'RelayTune', level: 1 })).toBeVisible();
  expect(
    await app.evaluate(({ app: program }) => [program.isPackaged, program.getName(), program.getVersion()]),
  ).toEqual([true, 'RelayTune', manifest.version]);
  // The SQL Server driver and the PowerShell session out of the bundle, against the practice servers.
  await startPractice(page);
  await connect(page);
  await app.close();
});

test('a program planted in the place of app.asar is not run', async ({ dataFolder }) => {
  const planted = join(variant.resources, 'app');
  await rename(join(variant.resources, 'app.asar'), join(variant.resources, 'taken-away'));
  await mkdir(planted);
  await writeFile(join(planted, 'package.json'), '{ "name": "planted", "version": "1.0.0", "main": "main.js" }\n');
  await writeFile(join(planted, 'main.js'), "process.stdout.write('planted\\n'); require('electron').app.exit(7);\n");
  const { args, env } = startWords(dataFolder);
  const { stdout, status } = spawnSync(variant.program, args.slice(1), { env, encoding: 'utf8', timeout: 30_000 });
  expect([stdout, status]).toEqual(['', 1]);
});
