import { nodeBundle } from './vite.node.ts';

export default nodeBundle('main', 'electron/main.ts');
