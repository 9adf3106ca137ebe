import { nodeBundle } from './vite.node.ts';

export default nodeBundle('engine', 'electron/engine/entry.ts');
