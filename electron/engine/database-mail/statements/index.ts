/**
 * Every T-SQL text RelayTune sends, in one place: three-part names, parameters only, valid for SQL Server 2005. The tests
 * take each export of this file through Microsoft's parser.
 */
export * from './accounts';
export * from './burst';
export * from './queue';
export * from './server';
