/**
 * The fences between the parts. Each rule says what it protects; a violation names the file and the import.
 * Tests may reach across (they look behind the curtain), programs may not.
 */
const TEST = '(\\.test\\.ts|\\.fixture\\.ts|/fixtures/|^platform/testing/|^tests/|^bench/)'

module.exports = {
  forbidden: [
    {
      name: 'contract-is-pure',
      comment: 'The vocabulary is imported by server and browser alike: only zod and itself.',
      severity: 'error',
      from: { path: '^platform/contract/', pathNot: TEST },
      to: { pathNot: ['^platform/contract/', '^node_modules/zod/'], couldNotResolve: false },
    },
    {
      name: 'app-contracts-are-pure',
      comment: 'An app’s contract is imported by the browser: no server code, no Node modules.',
      severity: 'error',
      from: { path: '^(apps/[^/]+|platform/(kernel|ledger))/contract/', pathNot: TEST },
      to: {
        pathNot: [
          '^(apps/[^/]+|platform/(kernel|ledger))/contract/',
          '^platform/contract/',
          '^node_modules/zod/',
        ],
      },
    },
    {
      name: 'kernel-knows-no-app',
      comment: 'Mechanism never names an app.',
      severity: 'error',
      from: { path: '^platform/', pathNot: TEST },
      to: { path: '^(apps|server)/' },
    },
    {
      name: 'kernel-stands-alone',
      comment: 'The kernel stands on the contract package alone; the ledger stands on the kernel.',
      severity: 'error',
      from: { path: '^platform/kernel/', pathNot: TEST },
      to: { path: '^platform/(ledger|ui|console|testing|client)/' },
    },
    {
      name: 'one-public-door',
      comment: 'Parts meet at their index, never inside.',
      severity: 'error',
      from: { path: '^(apps|server|platform/(?:ledger|client))/', pathNot: TEST },
      to: { path: '^platform/(kernel|ledger|client|contract)/src/(?!index\\.ts)', pathNot: '^$1/' },
    },
    {
      name: 'apps-meet-by-contract',
      comment: 'An app imports only the contract of another app.',
      severity: 'error',
      from: { path: '^apps/([^/]+)/', pathNot: TEST },
      to: { path: '^apps/([^/]+)/(?!contract/)', pathNot: '^apps/$1/' },
    },
    {
      name: 'web-stands-on-contracts-and-ui',
      comment:
        'An app’s screens import contracts, the page shapes and React; what they look like is decided in ui.',
      severity: 'error',
      from: { path: '^apps/([^/]+)/web/', pathNot: TEST },
      to: {
        pathNot: [
          '^apps/$1/(web|contract)/',
          '^(apps/[^/]+|platform/(kernel|ledger))/contract/',
          '^platform/(contract|ui|client)/src/index\\.ts$',
          '^node_modules/(react|@types/react)/',
        ],
      },
    },
    {
      name: 'ui-knows-no-app',
      comment: 'Page shapes and shell stand on the client and the contracts of the platform alone.',
      severity: 'error',
      from: { path: '^platform/(ui|console)/', pathNot: TEST },
      to: { path: '^(apps|server|platform/(testing|(kernel|ledger)/src))/' },
    },
    {
      name: 'console-uses-the-door-of-ui',
      severity: 'error',
      from: { path: '^(platform/console|server/web)/' },
      to: { path: '^platform/(ui|console)/src/(?!index\\.ts)', pathNot: '^platform/console/src/' },
    },
    {
      name: 'ui-does-not-know-the-console',
      severity: 'error',
      from: { path: '^platform/ui/' },
      to: { path: '^platform/console/' },
    },
    {
      name: 'server-never-imports-web',
      comment: 'Node runs no JSX; only the bundle of the console reaches screens.',
      severity: 'error',
      from: { path: '^(apps/[^/]+/(server|contract|seed|app\\.ts)|server/src|platform/(?!ui/|console/))' },
      to: { path: ['^apps/[^/]+/web/', '^platform/(ui|console)/', '^server/web/'] },
    },
    {
      name: 'stores-do-not-call-up',
      comment: 'A store is the last hop: SQL only.',
      severity: 'error',
      from: { path: '\\.store\\.ts$' },
      to: { path: '\\.(service|routes)\\.ts$' },
    },
    {
      name: 'pg-stays-in-the-kernel',
      comment: 'Only the transaction helper, the migrator and their like talk to the driver.',
      severity: 'error',
      from: { path: '^(apps|platform/ledger)/', pathNot: TEST },
      to: { path: '^node_modules/(pg|pg-boss|kysely)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^node_modules/(?!zod|pg|fastify|pino|kysely)' },
    // Imports of types count too: a fence is about what a reader must know. Cycles are biome's part, purity of rules tests/architecture's.
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.js'],
    },
  },
}
