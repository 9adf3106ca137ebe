import { describe, expect, it } from 'vitest';
import { missingParameters, timeoutWay } from '../../../../shared/database-mail/timeout-way';

const both = ['@account_id', '@TIMEOUT', '@no_credential_change'];
const anonymous = { username: null, credentialId: null };

describe('how a timeout can be changed on a build', () => {
  it.each([
    ['the newer builds', both, anonymous, 'procedure'],
    ['a login on them', both, { username: 'relay', credentialId: 65_540 }, 'procedure'],
    ['no flag, no login to lose', ['@account_id', '@timeout'], anonymous, 'without-flag'],
    ['no flag, a login', ['@account_id', '@timeout'], { username: 'relay', credentialId: 65_540 }, 'table'],
    ['no flag, a credential whose name was lost', ['@timeout'], { username: null, credentialId: 65_540 }, 'table'],
    ['no @timeout', ['@account_id', '@no_credential_change'], anonymous, 'table'],
    ['neither', ['@account_id'], anonymous, 'table'],
    ['no account known', ['@timeout'], null, 'table'],
  ] as const)('%s', (_name, parameters, account, way) => expect(timeoutWay(parameters, account)).toBe(way));

  it('names what is missing, without regard to case', () => {
    expect(missingParameters(both)).toEqual([]);
    expect(missingParameters(['@Timeout'])).toEqual(['@no_credential_change']);
    expect(missingParameters([])).toEqual(['@timeout', '@no_credential_change']);
  });
});
