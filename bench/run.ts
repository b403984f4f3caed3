import { cpus, totalmem } from 'node:os'
import { type Figure, printFigures } from './figure.ts'
import { benchStockOut } from './stock-out.bench.ts'

/** `npm run bench` runs all; `npm run bench -- stock-out` one. Prints ratios; fails only when a bench cannot run. */
const benches: Record<string, () => Promise<Figure[]>> = {
  'stock-out': benchStockOut,
}

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !(name in benches))
if (unknown.length > 0)
  throw new Error(`unknown bench ${unknown.join(', ')}; known: ${Object.keys(benches).join(', ')}`)

process.stdout.write(
  `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}\n\n`,
)
for (const [name, bench] of Object.entries(benches)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  printFigures(await bench())
}
