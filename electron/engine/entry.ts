import '../compat';
import { createEngine } from './engine';
import { hostEngine } from './host';

/** The engine as a utility process: its data folder, version and native modules come as arguments, its messages through parentPort. */
type ParentPort = {
  on(event: 'message', listener: (event: { data: unknown }) => void): void;
  postMessage(message: unknown): void;
};
const port = (process as unknown as { parentPort: ParentPort }).parentPort;
const [dataFolder = '', appVersion = '', nativeModules = ''] = process.argv.slice(2);

const receive = hostEngine(createEngine({ dataFolder, appVersion, nativeModules }), (message) =>
  port.postMessage(message),
);
port.on('message', (event) => receive(event.data));

// Since Electron 37 a utility process outlives what nobody caught, and its calls would wait for ever: end, so that main says so.
process.on('unhandledRejection', (reason) => {
  const text = reason instanceof Error ? (reason.stack ?? reason.message) : String(reason);
  process.stderr.write(`${text}\n`, () => process.exit(1));
});
