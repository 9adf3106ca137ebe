import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  root: fileURLToPath(new URL('../renderer', import.meta.url)),
  base: './',
  plugins: [react()],
  // electron/shell/app-protocol.ts puts a fresh nonce here at every load.
  html: { cspNonce: '__CSP_NONCE__' },
  build: { target: 'chrome114', outDir: '../.vite/renderer/renderer', emptyOutDir: true, chunkSizeWarningLimit: 2000 },
});
