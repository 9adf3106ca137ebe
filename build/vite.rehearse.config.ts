import { nodeBundle } from './vite.node.ts';

export default nodeBundle('rehearse', 'build/rehearse.ts');
