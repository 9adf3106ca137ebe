import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** The development server alone: React's refresh puts an inline script on the page. The built page takes none. */
const refreshScript: Plugin = {
  name: 'relaytune:refresh-script',
  apply: 'serve',
  transformIndexHtml: (html) => html.replace("script-src 'self'", "script-src 'self' 'unsafe-inline'"),
};

export default defineConfig({
  root: fileURLToPath(new URL('../renderer', import.meta.url)),
  base: './',
  plugins: [react(), refreshScript],
  // electron/shell/app-protocol.ts puts a fresh nonce here at every load.
  html: { cspNonce: '__CSP_NONCE__' },
  build: { target: 'chrome114', outDir: '../.vite/renderer/renderer', emptyOutDir: true, chunkSizeWarningLimit: 2000 },
});
