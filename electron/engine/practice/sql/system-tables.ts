import { SqlError, type Database, type Row, type SqlSession, type Table } from './catalogue';
import type { Context } from './context';
import { column, idOf, isVisible } from './objects';

/** The system views that every database has, answered from the model. */
export function systemTable(context: Context, database: Database, key: string): Table | undefined {
  switch (key) {
    case 'sys.all_parameters':
      return table(
        [column('object_id', 'int'), column('name', 'sysname', 128), column('parameter_id', 'int')],
        parameters(context, database),
      );
    case 'sys.dm_exec_sessions':
      return table(
        [
          column('session_id', 'int'),
          column('login_time', 'datetime'),
          column('login_name', 'nvarchar', 128),
          column('program_name', 'nvarchar', 128),
          column('host_name', 'nvarchar', 128),
        ],
        sessions(context).map((session) => ({
          session_id: session.spid,
          login_time: session.loginTime,
          login_name: session.login,
          program_name: session.programName,
          host_name: session.hostName,
        })),
      );
    // The practice SQL Server is not clustered.
    case 'sys.dm_os_cluster_nodes':
      if (!seesServerState(context))
        throw new SqlError(300, "VIEW SERVER STATE permission was denied on object 'server', database 'master'.", 14);
      return table([column('NodeName', 'nvarchar', 512)], []);
    case 'sys.configurations':
      return table(
        [column('name', 'nvarchar', 35), column('value', 'int'), column('value_in_use', 'int')],
        Object.entries(context.model.configurations).map(([name, value]) => ({ name, value, value_in_use: value })),
      );
    case 'sys.databases':
      return table(
        [column('name', 'sysname', 128), column('database_id', 'int'), column('is_broker_enabled', 'bit')],
        [...context.model.databases.values()].map(({ name, id, isBrokerEnabled }) => ({
          name,
          database_id: id,
          is_broker_enabled: isBrokerEnabled,
        })),
      );
    default:
      return undefined;
  }
}

const table = (columns: Table['columns'], rows: Row[]): Table => ({ columns, rows: () => rows });

const seesServerState = ({ model, session }: Context) =>
  model.access.hasServerRight(session, 'VIEW SERVER STATE') === true;

/** Everyone's sessions for those who may see the server's state, the own one for others. */
function sessions(context: Context): SqlSession[] {
  const others = seesServerState(context) ? (context.model.sessions?.() ?? []) : [];
  const own = context.session;
  return [...others.filter(({ spid }) => spid !== own.spid), own].sort((a, b) => a.spid - b.spid);
}

function parameters(context: Context, database: Database): Row[] {
  return [...database.procedures]
    .filter(([key]) => isVisible(context, database, key))
    .flatMap(([key, procedure]) =>
      procedure.parameters.map((parameter, index) => ({
        object_id: idOf(key),
        name: parameter.name,
        parameter_id: index + 1,
      })),
    );
}
