import type { Procedure } from '../sql/catalogue';
import { tableColumns } from './columns';
import { isSameName } from './find-object';
import { optional } from './parameters';
import type { MsdbStore } from './store';

/** Reading and writing sysmail_configuration. */
export function configureProcedures(store: MsdbStore): [string, Procedure][] {
  return [
    ['dbo.sysmail_configure_sp', configure(store)],
    ['dbo.sysmail_help_configure_sp', helpConfigure(store)],
  ];
}

/** A bare UPDATE: an unknown name changes nothing and still answers 0. */
function configure(store: MsdbStore): Procedure {
  return {
    parameters: [
      { name: '@parameter_name', type: 'nvarchar', length: 256 },
      { name: '@parameter_value', type: 'nvarchar', length: 256 },
      optional('description', 'nvarchar', 256),
    ],
    async run(args, session) {
      const row = store
        .rows('sysmail_configuration')
        .find((candidate) => isSameName(candidate.paramname, args['@parameter_name']));
      if (row) {
        row.paramvalue = args['@parameter_value'] ?? null;
        row.description = args['@description'] ?? row.description ?? null;
        Object.assign(row, { last_mod_datetime: store.now(), last_mod_user: session.login });
        store.changed();
        await store.durable();
      }
      return { returnValue: 0 };
    },
  };
}

function helpConfigure(store: MsdbStore): Procedure {
  return {
    parameters: [optional('parameter_name', 'nvarchar', 256)],
    run(args) {
      const wanted = args['@parameter_name'] ?? null;
      const rows = store
        .rows('sysmail_configuration')
        .filter((row) => wanted === null || isSameName(row.paramname, wanted));
      return { returnValue: 0, resultSets: [{ columns: tableColumns.sysmail_configuration.slice(0, 3), rows }] };
    },
  };
}
