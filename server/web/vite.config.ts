import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { serviceWorker } from './service-worker-plugin.ts'

/** One bundle for the whole console; each screen is a chunk of its own. `npm run console` serves it with hot reload. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react(), serviceWorker()],
  resolve: {
    alias: [
      {
        find: /^(\.\.\/)+locales\/index\.js$/,
        replacement: fileURLToPath(new URL('zod-locales.ts', import.meta.url)),
      },
      {
        find: '@rjsf/validator-ajv8',
        replacement: fileURLToPath(new URL('no-compiled-validator.ts', import.meta.url)),
      },
    ],
  },
  // The server puts a fresh nonce in its place at every answer.
  html: { cspNonce: '__CSP_NONCE__' },
  build: {
    target: ['chrome109', 'firefox115', 'safari16'],
    // From here on browsers know light-dark(), in which every colour of ours is written.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    assetsInlineLimit: 0,
    modulePreload: {
      polyfill: false,
      resolveDependencies: (_file, needed, { hostType }) =>
        hostType === 'html' ? needed : needed.filter((file) => file.endsWith('.css')),
    },
    rolldownOptions: {
      output: {
        // What changes rarely keeps its name, and so stays in the browser's cache, over many releases.
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules\/(react|react-dom|scheduler)\// },
            { name: 'zod', test: /node_modules\/zod\// },
            // One request for the words of all apps in a language.
            { name: 'words-id', test: /\/web\/texts\/([a-z-]+-)?id\.ts$/ },
            { name: 'words-en', test: /\/web\/texts\/([a-z-]+-)?en\.ts$/ },
            { name: 'door', tags: ['$initial'] },
            // The workspace, and what a dashboard is made of: nearly everybody begins with one.
            {
              name: 'inside',
              test: new RegExp(
                [
                  'console/src/workspace/Workspace',
                  'server/web/apps',
                  'ui/src/dashboard/(DashboardPage|card/FigureCard|range/.*)',
                  'ui/src/(data/use-(rows|download)|format/use-format|problem/ProblemNotice)',
                  'platform/(contract/src|kernel/contract)/(page|problems?|scalars|decimal)',
                ]
                  .map((path) => `/${path}\\.tsx?$`)
                  .join('|'),
              ),
            },
          ],
        },
      },
    },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1000,
  },
  server: {
    port: 5173,
    proxy: { '/api': process.env.LUMBUNG_SERVER ?? 'http://127.0.0.1:8000' },
  },
})
