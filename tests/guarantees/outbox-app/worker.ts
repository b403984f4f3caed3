import { boot, createLogger, loadConfig } from '@lumbung/kernel'
import { outboxApp } from './app.ts'

/** A worker process of its own, for a test to kill: delivers events and runs jobs until it dies. */
const config = loadConfig(process.env)
const log = createLogger({ level: config.logLevel })
await boot({ config, adminUrl: process.env.DATABASE_URL as string, apps: [outboxApp], log })
process.send?.('working')
