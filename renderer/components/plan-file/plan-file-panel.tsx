import { Text } from '@fluentui/react-components';
import { fingerprintOf, type PlanFile } from '../../../shared/run/plan-file';
import { Panel } from '../panel';
import { ValueTable } from '../value-table';
import { formatWhen } from '../when';
import { PlannedValues } from './planned-values';

/** The plan file that this run carries out: who planned what, when, and the fingerprint to compare. */
export function PlanFilePanel({ file }: { file: PlanFile }) {
  return (
    <Panel title="This run carries out a plan file">
      <Text>
        Its servers and values are locked. Each step reads the servers again, and stops with the difference where
        something is not as it was planned.
      </Text>
      <ValueTable
        caption="The plan file"
        columns={['What', 'As saved']}
        rows={[
          ['Planned by', `${file.savedBy} on ${file.machine}`],
          ['Saved', formatWhen(file.savedAt)],
          ['Ticket', file.ticket === '' ? 'none' : file.ticket],
          ['Fingerprint', <strong key="fingerprint">{fingerprintOf(file.sha256)}</strong>],
          ['Run', file.runId],
        ]}
      />
      <Text>
        Compare the fingerprint with what your colleague told you. The file’s own hash shows accidents and careless
        edits; only the comparison shows that it is your colleague’s.
      </Text>
      <PlannedValues plans={file.plans} />
    </Panel>
  );
}
