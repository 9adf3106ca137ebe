import { describe, expect, it } from 'vitest';
import type { SqlConnection } from '../../../../electron/engine/database-mail/sql-connection';
import { clusterNodes } from '../../../../electron/engine/database-mail/statements';
import { findSource } from '../../../../electron/engine/exchange/find-source';

const names: Record<string, string[]> = {
  'sql-cluster': ['10.1.2.7'],
  SQL01: ['10.1.2.5'],
  SQL02: ['10.1.2.6', '10.1.2.5'],
};
const resolve = (name: string) => Promise.resolve(names[name] ?? []);

/** A server that says where it runs. */
const sqlOf = (nodes: string[] | Error): SqlConnection => ({
  query: (text) => {
    if (text !== clusterNodes) return Promise.resolve([{ computerName: 'SQL01' }]);
    return nodes instanceof Error ? Promise.reject(nodes) : Promise.resolve(nodes.map((nodeName) => ({ nodeName })));
  },
  run: () => Promise.reject(new Error('Nothing is written here.')),
  call: () => Promise.reject(new Error('Nothing is called here.')),
  certificate: null,
  close: () => Promise.resolve(),
});

describe('the SQL Server’s addresses', () => {
  it('are those of its name, its computer and its cluster nodes, each with where it was found', async () => {
    const source = await findSource(
      { sqlServer: 'sql-cluster\\MAIL', sqlAddresses: [] },
      sqlOf(['SQL01', 'SQL02']),
      resolve,
    );
    expect(source).toEqual({
      addresses: [
        { address: '10.1.2.7', origin: 'name sql-cluster' },
        { address: '10.1.2.5', origin: 'computer SQL01' },
        { address: '10.1.2.6', origin: 'cluster node SQL02' },
      ],
      proof: 'assumed',
      detail: '',
    });
  });

  it('are still found where the login may not see the nodes, or nobody can be asked', async () => {
    const denied = await findSource({ sqlServer: 'sql-cluster', sqlAddresses: [] }, sqlOf(new Error('297')), resolve);
    expect(denied.addresses.map((entry) => entry.address)).toEqual(['10.1.2.7', '10.1.2.5']);
    const alone = await findSource({ sqlServer: 'nobody', sqlAddresses: [] }, null, resolve);
    expect(alone.addresses).toEqual([]);
  });

  it('are the user’s own where the user names them', async () => {
    const source = await findSource({ sqlServer: 'sql-cluster', sqlAddresses: ['192.0.2.1'] }, sqlOf([]), resolve);
    expect(source).toEqual({
      addresses: [{ address: '192.0.2.1', origin: 'entered by you' }],
      proof: 'user',
      detail: '192.0.2.1',
    });
  });
});
