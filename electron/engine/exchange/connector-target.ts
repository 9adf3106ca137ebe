import type { Connector } from '../../../shared/exchange/connector';
import { changeReceiveConnector } from '../../../shared/exchange/command';
import { attributeText, attributeTexts, movedByEveryWrite } from '../../../shared/exchange/limits';
import type { PlanTarget } from '../../../shared/run/plan';
import type { TargetReading, WritableTarget } from '../run/writable-target';
import { hashState } from '../run/plan-store';
import type { CommandRunner } from './command-runner';
import { printedText } from './powershell/printed-text';
import { readConnector } from './read-connectors';

/**
 * Attributes whose change makes a plan stale, besides those it writes. WhenChanged is not one: any write moves it. Identity
 * is: after a rename the planned command would meet nobody, or another connector that has the name now.
 */
const identityFields = ['Guid', 'Identity', 'Enabled', 'Bindings', 'RemoteIPRanges', 'MaxInboundConnection'];

/** What of the connector a plan rests on that writes these attributes; one that this version lacks is left out. */
export function connectorBasis(connector: Connector, written: readonly string[]): Record<string, string> {
  const names = [...new Set([...identityFields, ...written])];
  return Object.fromEntries(
    names.flatMap((name) => {
      const text = attributeText(connector, name);
      return text === null ? [] : [[name, text]];
    }),
  );
}

/** The command a plan's changes make; its rendered text is what the plan shows. */
export function connectorCommand(
  connector: Connector,
  planned: Pick<PlanTarget, 'changes'>,
  value: 'before' | 'after' = 'after',
) {
  return changeReceiveConnector(connector, planned.changes, value);
}

/** What a plan is held against, of a connector that was just read. */
export const connectorReading = (connector: Connector, { changes }: Pick<PlanTarget, 'changes'>): TargetReading => ({
  hash: hashState(
    connectorBasis(
      connector,
      changes.map(({ setting }) => setting),
    ),
  ),
  values: attributeTexts(connector),
});

/** Reads and writes one connector, always through the domain controller it was read from. */
export function connectorTarget(exchange: CommandRunner, known: Connector, planned: PlanTarget): WritableTarget {
  const settings = planned.changes.map((change) => change.setting);
  let writer: Pick<CommandRunner, 'run'> = exchange;
  return {
    async read() {
      return connectorReading(await readConnector(exchange, known), planned);
    },
    async hold() {
      const held = await exchange.hold();
      writer = held ?? exchange;
      return held?.writer ?? null;
    },
    async write() {
      const result = await writer.run(connectorCommand(known, planned));
      return { warnings: result.warnings, output: printedText(result) };
    },
    guard: (before, after) => unexpectedChange(before, after, new Set(settings)),
  };
}

function unexpectedChange(before: TargetReading, after: TargetReading, written: ReadonlySet<string>): string | null {
  const names = Object.keys({ ...before.values, ...after.values }).filter(
    (name) => !written.has(name) && !movedByEveryWrite.has(name),
  );
  const changed = names.filter((name) => before.values[name] !== after.values[name]);
  if (changed.length === 0) return null;
  const what = changed.map(
    (name) => `${name} was ${before.values[name] ?? 'missing'} and is now ${after.values[name] ?? 'missing'}`,
  );
  return `${what.join('; ')}.`;
}
