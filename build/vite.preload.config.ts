import { nodeBundle } from './vite.node.ts';

export default nodeBundle('preload', 'electron/preload.ts');
