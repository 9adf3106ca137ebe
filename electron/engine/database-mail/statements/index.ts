/**
 * Every T-SQL text RelayTune sends, in one place: three-part names, valid for SQL Server 2005. Values are parameters, but in the
 * texts that are shown to the user before they run: those hold whole numbers, and a marker of RelayTune's making, and nothing
 * else. The tests take each export of this file through Microsoft's parser.
 */
export * from './accounts';
export * from './burst';
export * from './queue';
export * from './server';
export * from './sessions';
