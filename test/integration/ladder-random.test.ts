import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openLab } from '../../electron/engine/practice/open-lab';
import { createRandom } from '../../electron/engine/practice/random';
import { climbLadder } from '../../electron/engine/smtp/ladder';
import { effectiveLimit } from '../../shared/exchange/effective-limit';
import { readConnectionLimits } from '../../shared/exchange/limits';
import { toConnector } from '../../electron/engine/exchange/read-connectors';

const relay = 'EX10-HUB1\\Relay SQL Server';
/** Past every limit tried here, and short of what the ladder may open. */
const most = 600;

/** Sets the three attributes on a lab of its own, holds foreign sessions, and climbs. */
async function climb(max: string, percentage: string, perSource: string, foreign: number) {
  const folder = await mkdtemp(join(tmpdir(), 'relaytune-ladder-'));
  const lab = await openLab({ folder, scenario: 'article', maxInboundConnection: max });
  try {
    await lab.holdForeignSessions(foreign);
    lab.directory.set(relay, {
      MaxInboundConnectionPercentagePerSource: percentage,
      MaxInboundConnectionPerSource: perSource,
    });
    const { smtpHost: host, smtpPort: port } = lab.exchange;
    const reading = await climbLadder(
      { host, port, localAddress: lab.addresses.sqlServer, most },
      new AbortController().signal,
      () => undefined,
    );
    return {
      reading,
      expected: effectiveLimit(readConnectionLimits(toConnector(lab.directory.get(relay))), foreign).limit,
    };
  } finally {
    await lab.close();
    await rm(folder, { recursive: true, force: true });
  }
}

describe('the ladder on real sockets', () => {
  // Literals of the table of effective limits: max, percentage, per source, sessions of others, limit.
  it.each([
    ['5000', '2', '20', 0, 20],
    ['5000', '2', '100', 0, 99],
    ['5000', '2', '100', 100, 97],
    ['5000', '2', '150', 0, 99],
    ['5000', '2', 'unlimited', 100, 97],
    ['5000', '3', '150', 0, 146],
    ['5000', '3', '150', 100, 143],
    ['5000', '4', '150', 0, 150],
    ['5000', '11', '500', 0, 496],
    ['5000', '12', '500', 0, 500],
    ['5000', '100', '500', 0, 500],
    ['1000', '2', '20', 100, 18],
    ['500', '2', '20', 0, 10],
    ['500', '2', '20', 100, 8],
    ['unlimited', '2', '100', 0, 100],
  ])('max %s, %s %%, per source %s, %i of others: %i', async (max, percentage, perSource, foreign, limit) => {
    const { reading, expected } = await climb(max, percentage, perSource, foreign);
    expect(reading.limit).toBe(limit);
    expect(expected).toBe(limit);
  });

  it('gives no limit of one source where others hold all that the connector takes', async () => {
    const { reading } = await climb('1000', '2', '20', 1000);
    expect(reading).toMatchObject({ opened: 0, limit: null, refusal: { class: 'total-limit' } });
  });

  it('equals the expected limit for 50 random settings', { timeout: 120_000 }, async () => {
    const random = createRandom(20_101_124);
    const between = (least: number, highest: number) => least + Math.floor(random() * (highest - least + 1));
    for (let tried = 0; tried < 50; tried += 1) {
      const max = tried % 10 === 9 ? 'unlimited' : String(between(200, 5000));
      const percentage = String(between(1, 100));
      const perSource =
        max !== 'unlimited' && tried % 7 === 6 && Number(percentage) < 10 ? 'unlimited' : String(between(1, 300));
      const foreign = between(0, 250);
      const { reading, expected } = await climb(max, percentage, perSource, foreign);
      expect(reading.limit, `max ${max}, ${percentage} %, per source ${perSource}, ${foreign} of others`).toBe(
        expected,
      );
    }
  });
});
