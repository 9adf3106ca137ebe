import { expect, test } from 'vitest';
import { grants } from '../../../../electron/engine/database-mail/statements';
import { rights } from '../../../../shared/database-mail/right';

test('each right is probed in the column of its place', () => {
  const columns = [...grants.matchAll(/HAS_PERMS_BY_NAME\((.*)\) AS (r\d+)/g)].map(([, probe, name]) => [name, probe]);
  expect(columns).toEqual(
    rights.map(({ right, object }, index) => [
      `r${index}`,
      object === '' ? `NULL, NULL, '${right}'` : `'msdb.dbo.${object}', 'OBJECT', '${right}'`,
    ]),
  );
});
