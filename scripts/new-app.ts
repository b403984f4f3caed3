import { planApp } from './anatomy/plan-app.ts'
import { runGenerator } from './anatomy/run-generator.ts'

/** npm run new:app -- <id> [<feature in the plural> [<one of it>]] */
const [id, feature, entity] = process.argv.slice(2)
await runGenerator((root) => planApp(root, id, feature, entity))
