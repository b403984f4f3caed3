import { planFeature } from './anatomy/plan-feature.ts'
import { runGenerator } from './anatomy/run-generator.ts'

/** npm run new:feature -- <app> <feature in the plural> [<one of it>] */
const [app, feature, entity] = process.argv.slice(2)
await runGenerator((root) => planFeature(root, app, feature, entity))
