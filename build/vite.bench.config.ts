import { nodeBundle } from './vite.node.ts';

export default nodeBundle('bench', 'build/bench.ts');
