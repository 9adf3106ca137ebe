import { MessageBar, MessageBarBody, MessageBarTitle, Text } from '@fluentui/react-components';
import type { PlanFile } from '../../../shared/run/plan-file';
import { fileConnectors } from '../../../shared/run/plan-file';
import { Panel } from '../panel';

export type FileConnectorsProps = {
  file: PlanFile;
  /** Guids of the connectors that were read, and of those among them that the fix belongs on here. */
  read: readonly string[];
  fitting: readonly string[];
};

/** The connectors that the plan file changes: chosen already, and no others can be. */
export function FileConnectors({ file, read, fitting }: FileConnectorsProps) {
  const guids = fileConnectors(file);
  const nameOf = (guid: string) =>
    file.plans.flatMap(({ targets }) => targets).find(({ key }) => key === guid)?.name ?? guid;
  if (guids.length === 0) return null;
  const gone = guids.filter((guid) => !read.includes(guid));
  const strange = guids.filter((guid) => read.includes(guid) && !fitting.includes(guid));
  return (
    <Panel title="The plan file’s connectors">
      <Text>Chosen already: {guids.map(nameOf).join(', ')}. Others cannot be chosen.</Text>
      {gone.length > 0 && (
        <MessageBar intent="error" layout="multiline">
          <MessageBarBody>
            <MessageBarTitle>Not there any more: {gone.map(nameOf).join(', ')}.</MessageBarTitle>
            No connector that was read has the Guid {gone.join(', ')}. Show this to {file.savedBy}: it has to be planned
            again.
          </MessageBarBody>
        </MessageBar>
      )}
      {strange.length > 0 && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>
            By what is known here, {strange.map(nameOf).join(', ')} does not serve this SQL Server. Ask {file.savedBy}{' '}
            before you go on.
          </MessageBarBody>
        </MessageBar>
      )}
    </Panel>
  );
}
