import { mergeConfig } from 'vite';
import { nodeBundle } from './vite.node.ts';

/** In one piece: the rehearsal needs it all, and what it shares with the parts that load late would be asked for before it is there. */
export default mergeConfig(nodeBundle('rehearse', 'build/rehearse.ts'), {
  build: { rolldownOptions: { output: { codeSplitting: false } } },
});
