// Builds the page into dist/: hashed assets, a service worker that knows them all, and nothing inlined, so that the strict
// Content-Security-Policy of index.html holds. READOUT_PACKAGE is the folder of the npm package (default: ../build/wasm).
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { defineConfig, type Plugin } from 'vite';

const readoutPackage = resolve(__dirname, process.env['READOUT_PACKAGE'] ?? '../build/wasm');

/** Emits sw.js with the list of everything the page is made of; its version changes when any of it does. */
function serviceWorker(): Plugin {
  return {
    name: 'service-worker',
    apply: 'build',
    enforce: 'post',
    generateBundle(_options, bundle) {
      const hash = createHash('sha256');
      for (const name of Object.keys(bundle).sort()) {
        const item = bundle[name]!;
        hash.update(name).update(item.type === 'chunk' ? item.code : item.source);
      }
      const fixed = readdirSync(resolve(__dirname, 'public'));
      for (const name of fixed) hash.update(readFileSync(resolve(__dirname, 'public', name)));
      const files = ['./', ...fixed, ...Object.keys(bundle).filter((name) => name !== 'index.html')].sort();
      const source = readFileSync(resolve(__dirname, 'src/sw.js'), 'utf8')
        .replace('__VERSION__', JSON.stringify(hash.digest('hex').slice(0, 16)))
        .replace('__FILES__', JSON.stringify(files));
      this.emitFile({ type: 'asset', fileName: 'sw.js', source });
    },
  };
}

export default defineConfig({
  base: './',
  resolve: { alias: { readout: resolve(readoutPackage, 'readout.mjs') } },
  server: { fs: { allow: [__dirname, readoutPackage, resolve(__dirname, '../tools/editor')] } },
  worker: { format: 'es' },
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 300,
  },
  plugins: [serviceWorker()],
});
