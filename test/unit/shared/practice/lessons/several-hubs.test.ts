import { describe, expect, it } from 'vitest';
import { lessonOf } from '../../../../../shared/practice/lessons/lessons';
import { back, made, number, run } from '../../../../support/lesson-run';
import { makeConnector } from '../../exchange/make-connector';

describe('several hubs', () => {
  const hubs = [1, 2, 3].map((hub) => `EX10-HUB${hub}\\Relay SQL Server`);
  const connectors = [...hubs, 'EX10-HUB1\\Default EX10-HUB1'].map((name) => makeConnector(name));

  it.each([
    [hubs, /^You changed the relay connector of every hub: EX10-HUB1\\.*, EX10-HUB2\\.* and EX10-HUB3\\/],
    [hubs.slice(0, 2), /and left EX10-HUB3\\Relay SQL Server: one mail in three still meets its old limits\.$/],
    [hubs.slice(0, 1), /left EX10-HUB2\\.* and EX10-HUB3\\.*: two mails in three still meet their old limits\.$/],
    [['EX10-HUB1\\Default EX10-HUB1'], /^You changed Relay SQL Server on no hub/],
    [[], /^You changed Relay SQL Server on no hub, so each goes on refusing at its own limit\.$/],
  ])('all, some or none', (changed, sentence) => {
    const state = run('several-hubs', { connectors }, made(...changed.map((name) => number(name))));
    expect(lessonOf(state)[0]).toMatch(sentence);
  });

  it('taken back', () => {
    const [hub = ''] = hubs;
    const undone = back(hub, 'MaxInboundConnectionPerSource', '150', '20');
    expect(lessonOf(run('several-hubs', { connectors }, made(number(hub), undone)))[0]).toBe(
      'You took back what you changed, so each hub refuses at its own limit again.',
    );
  });
});
