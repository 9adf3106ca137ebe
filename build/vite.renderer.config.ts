import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** Reloading pages while developing takes inline scripts, which the built page's policy forbids. */
const withoutPolicyInDevelopment: Plugin = {
  name: 'relaytune-policy',
  apply: 'serve',
  transformIndexHtml: (html) => html.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, ''),
};

export default defineConfig({
  root: fileURLToPath(new URL('../renderer', import.meta.url)),
  base: './',
  plugins: [react(), withoutPolicyInDevelopment],
  // electron/shell/app-protocol.ts puts a fresh nonce here at every load.
  html: { cspNonce: '__CSP_NONCE__' },
  build: {
    target: 'chrome114',
    outDir: '../.vite/renderer/renderer',
    emptyOutDir: true,
    chunkSizeWarningLimit: 2000,
    rolldownOptions: {
      output: {
        codeSplitting: {
          // One chunk, so that zod is told to do without eval before any other chunk makes a schema.
          groups: [{ name: 'zod', test: /node_modules[\\/]zod[\\/]|shared[\\/]jitless/ }],
        },
      },
    },
  },
});
