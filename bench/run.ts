import { cpus, totalmem } from 'node:os'
import { benchNeighbour, benchOverload } from './bulkheads.bench.ts'
import { benchConsole } from './console.bench.ts'
import { type Figure, printFigures } from './figure.ts'
import { benchExport, benchImport } from './files.bench.ts'
import { benchReading } from './reading.bench.ts'
import { withFolder } from './server.ts'
import { benchSignIn } from './sign-in.bench.ts'
import { benchStartup } from './startup.bench.ts'
import { benchStockOut } from './stock-out.bench.ts'
import { benchBackdating } from './writing.bench.ts'

/** `npm run bench` runs all; `npm run bench -- stock-out` one. Prints the figures; fails only when one cannot be had. */
const benches: Record<string, () => Promise<Figure[]>> = {
  startup: benchStartup,
  'stock-out': () => withFolder(benchStockOut),
  // These share a folder, because a million movements take a minute to make.
  history: () =>
    withFolder(async (folder) => [
      ...(await benchReading(folder)),
      ...(await benchBackdating(folder)),
      ...(await benchExport(folder)),
    ]),
  import: () => withFolder(benchImport),
  overload: () => withFolder(benchOverload),
  neighbour: () => withFolder(benchNeighbour),
  'sign-in': () => withFolder(benchSignIn),
  console: () => withFolder(benchConsole),
}

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !(name in benches))
if (unknown.length > 0) {
  throw new Error(`unknown bench ${unknown.join(', ')}; known: ${Object.keys(benches).join(', ')}`)
}

const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB`
process.stdout.write(
  `${machine}, Node ${process.version}, server, database and load generator on it together\n\n`,
)
for (const [name, bench] of Object.entries(benches)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  printFigures(await bench())
}
