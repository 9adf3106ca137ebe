import type { Database, Row, Table } from './catalogue';
import type { Context } from './context';
import { column, idOf } from './objects';

/** The system views that every database has, answered from the model. */
export function systemTable(context: Context, database: Database, key: string): Table | undefined {
  switch (key) {
    case 'sys.all_parameters':
      return table(
        [column('object_id', 'int'), column('name', 'sysname', 128), column('parameter_id', 'int')],
        parameters(database),
      );
    case 'sys.dm_exec_sessions':
      return table(
        [
          column('session_id', 'int'),
          column('login_name', 'nvarchar', 128),
          column('program_name', 'nvarchar', 128),
          column('host_name', 'nvarchar', 128),
        ],
        (context.model.otherSessions?.() ?? []).concat(context.session).map((session) => ({
          session_id: session.spid,
          login_name: session.login,
          program_name: session.programName,
          host_name: session.hostName,
        })),
      );
    // The practice SQL Server is not clustered.
    case 'sys.dm_os_cluster_nodes':
      return table([column('NodeName', 'nvarchar', 512)], []);
    case 'sys.configurations':
      return table(
        [column('name', 'nvarchar', 35), column('value_in_use', 'int')],
        Object.entries(context.model.configurations).map(([name, value]) => ({ name, value_in_use: value })),
      );
    case 'sys.databases':
      return table(
        [column('name', 'sysname', 128)],
        [...context.model.databases.values()].map(({ name }) => ({ name })),
      );
    default:
      return undefined;
  }
}

const table = (columns: Table['columns'], rows: Row[]): Table => ({ columns, rows: () => rows });

function parameters(database: Database): Row[] {
  return [...database.procedures].flatMap(([key, procedure]) =>
    procedure.parameters.map((parameter, index) => ({
      object_id: idOf(key),
      name: parameter.name,
      parameter_id: index + 1,
    })),
  );
}
