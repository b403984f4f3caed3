import { resolve } from 'node:path'
import { buildConsole, ensureConsole } from '../server/src/console-build.ts'

/** Builds the console where its sources changed; with CONSOLE_OUT, in any case and into that folder. */
const out = process.env.CONSOLE_OUT
if (out) await buildConsole(resolve(out))
else await ensureConsole()
