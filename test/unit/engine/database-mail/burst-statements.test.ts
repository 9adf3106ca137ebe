import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { deleteTestMails } from '../../../../electron/engine/database-mail/statements';

const folder = 'electron/engine/database-mail';
const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readFileSync(join(folder, name), 'utf8'))
  .join('\n');

describe('what RelayTune never sends', () => {
  it.each(['sysmail_delete_mailitems_sp', 'sysmail_delete_log_sp'])('%s, which deletes other people’s rows', (name) => {
    expect(sources).not.toContain(name);
  });

  it('deletes from one table alone, in one place', () => {
    expect(sources.match(/DELETE FROM \S+/g)).toEqual(['DELETE FROM msdb.dbo.sysmail_mailitems']);
  });
});

describe('deleteTestMails', () => {
  it.each(["run-7f3a' OR 1=1 --", 'run-', 'Order 7', '', 'run-7F3A', '[run-7f3a '])(
    'takes no marker such as %j',
    (marker) => {
      expect(() => deleteTestMails([1], marker)).toThrow(RangeError);
    },
  );

  it('takes no empty list', () => {
    expect(() => deleteTestMails([], 'run-7f3a')).toThrow(RangeError);
  });

  it.each([1.5, Number.NaN, Infinity])('takes no id such as %d', (id) => {
    expect(() => deleteTestMails([id], 'run-7f3a')).toThrow(RangeError);
  });
});
