import type {
  OdbcDriver,
  OdbcRecord,
  OdbcSession,
  OdbcSet,
} from '../../electron/engine/database-mail/connect/odbc/driver';

/** What the package calls back with for one request, and whether it then tells that the statement is free. */
type Play = { answers: (OdbcSet | OdbcRecord)[]; frees: boolean; throws?: boolean };

/** Calls and values as msnodesqlv8 5.5.0 made them with unixODBC 2.3.11 and FreeTDS 1.3.17 before the practice SQL Server. */
const plays = {
  twoSets: {
    answers: [
      { meta: [{ name: 'a' }, { name: 'b' }, { name: 'c' }], rows: [[1, 'x', null]] },
      { meta: [{ name: 'd' }], rows: [[2]] },
    ],
    frees: true,
  },
  /** An UPDATE. */
  counted: { answers: [{ meta: null }], frees: true },
  account: {
    answers: [
      {
        meta: [{ name: 'account_id' }, { name: 'enable_ssl' }, { name: 'timeout' }, { name: 'username' }],
        rows: [
          [1, false, null, null],
          [4, false, 20, 'corp-reports'],
        ],
      },
    ],
    frees: true,
  },
  called: {
    answers: [{ meta: [{ name: 'relaytune_return' }, { name: 'mailitem_id' }], rows: [[0, 17]] }],
    frees: true,
  },
  returnedOne: { answers: [{ meta: [{ name: 'relaytune_return' }], rows: [[1]] }], frees: true },
  wrongColumn: {
    answers: [{ message: "[FreeTDS][SQL Server]Invalid column name 'nope'.", sqlstate: '42S22', code: 207 }],
    frees: true,
  },
  /** The connection died under way: no answer at all, and a statement that is free. */
  died: { answers: [], frees: true },
  deadAlready: {
    answers: [{ message: '[FreeTDS][SQL Server]Communication link failure', sqlstate: '08S01', code: 0 }],
    frees: true,
  },
  /** The package's own error; the statement never becomes free. */
  neverOpen: { answers: [{ message: 'Connection is not open' }], frees: false },
  closed: { answers: [], frees: false, throws: true },
} satisfies Record<string, Play>;

/** One session, which plays what it is asked for by name, and writes down what it was asked. */
export function recordedSession(): OdbcSession & { asked: { text: string; parameters: unknown[] }[]; closed: number } {
  return {
    asked: [],
    closed: 0,
    queryRaw({ query_str: text }, parameters, done) {
      this.asked.push({ text, parameters });
      const name = Object.keys(plays).find((each) => text.includes(each) || parameters.includes(each)) ?? 'counted';
      const { answers, frees, throws } = plays[name as keyof typeof plays] as Play;
      if (throws) throw new Error('[msnodesql] Connection is closed.');
      const freed: (() => void)[] = [];
      setImmediate(() => {
        // An error is called back some ticks after its statement is free, a result before.
        const call = () =>
          answers.forEach((each) => ('message' in each ? done(asError(each), null) : done(null, each)));
        const isError = answers.some((each) => 'message' in each);
        if (isError) setImmediate(call);
        else call();
        if (frees) freed.forEach((listener) => listener());
      });
      return { on: (_event, listener) => void freed.push(listener) };
    },
    setUseUTC: () => undefined,
    close(done) {
      this.closed += 1;
      done();
    },
  };
}

const asError = ({ message, ...more }: OdbcRecord) => Object.assign(new Error(message), more);

/** A driver whose connections all end this way; `texts` are the connection strings it was given. */
export function recordedDriver(failure: (text: string) => unknown): OdbcDriver & { texts: string[] } {
  return {
    texts: [],
    open({ conn_str: text }, done) {
      this.texts.push(text);
      setImmediate(() => done(failure(text), recordedSession()));
    },
    WVarChar: (value) => ({ sql_type: -9, value }),
  };
}
