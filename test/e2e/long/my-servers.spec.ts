import { makeCertificate } from '../../support/certificates';
import { expect, test } from '../support/launch';
import { changeTimeout, withServers } from '../support/my-servers';
import { host } from '../support/powershell';
import { agree, trust } from '../support/servers';

// With CI=true a missing engine is a failure, not a skip.
test.skip(host === undefined && process.env.CI !== 'true', 'There is no PowerShell host for the tests.');

const oldTls = () =>
  ({
    ...makeCertificate({ digest: 'sha1', bits: 1024 }),
    minVersion: 'TLSv1',
    maxVersion: 'TLSv1',
    ciphers: 'DEFAULT@SECLEVEL=0',
    dropOnOldTls: true,
  }) as const;

test('my servers by TLS 1.0, once agreed', async ({ dataFolder }) => {
  await withServers(dataFolder, { encryption: 'required', tls: oldTls() }, async (page) => {
    await agree(page, 'Use TLS 1.0?', /I accept TLS 1.0/, 'Use TLS 1.0 and check again');
    await trust(page);
    await changeTimeout(page);
  });
});

test('my servers without encryption, once agreed', async ({ dataFolder }) => {
  await withServers(dataFolder, { encryption: 'off' }, async (page) => {
    await agree(
      page,
      'Go on without encryption?',
      /travels in clear for this run/,
      'Go on without encryption and check again',
    );
    await expect(page.getByText('0 blocked.')).toBeVisible({ timeout: 30_000 });
  });
});
