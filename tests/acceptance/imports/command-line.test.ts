import { spawn } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createFuelScene, type FuelScene } from '../../../apps/fuel/server/fuel.fixture.ts'
import { importedBook } from '../../../apps/fuel/server/stock/import.fixture.ts'
import { makeFolder } from '../../../platform/kernel/src/spreadsheet/workbook.fixture.ts'
import { saveSession } from '../../../server/src/session-file.ts'

/** Each start of the program reads all of its sources. */
const MOST_MILLISECONDS = 120_000
const PROGRAM = fileURLToPath(new URL('../../../server/src/cli.ts', import.meta.url))

let scene: FuelScene
let folder: Awaited<ReturnType<typeof makeFolder>>
let configuration: string

/** The clock stands at 20 November 2031, noon in Makassar. */
beforeAll(async () => {
  scene = await createFuelScene({ now: '2031-11-20T04:00:00Z' })
  folder = await makeFolder()
  const url = await scene.platform.http.listen({ port: 0, host: '127.0.0.1' })
  configuration = folder.nextPath()
  const before = process.env.XDG_CONFIG_HOME
  process.env.XDG_CONFIG_HOME = configuration
  saveSession('default', { url, accessToken: scene.admin.token, refreshToken: 'none' })
  if (before === undefined) delete process.env.XDG_CONFIG_HOME
  else process.env.XDG_CONFIG_HOME = before
})
afterAll(async () => {
  await scene.close()
  await folder.remove()
})

/** The program as a person runs it: what it wrote, and how it ended. */
async function lumbung(...args: string[]): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, [PROGRAM, ...args], {
    env: { ...process.env, XDG_CONFIG_HOME: configuration },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject).once('close', resolve)
  })
  return { code, output }
}

test(
  'a file is read, understood and ordered as its options say, and refused when it was applied already',
  async () => {
    await scene.site({ code: 'CLI' })
    const file = `${folder.nextPath()}.csv`
    const lines = [
      'Tanggal|Arah|Lokasi|Jumlah|Keterangan',
      'abaikan|baris|ini||',
      'Tanggal|Jenis|Lokasi|Jumlah|Keterangan',
      '2031-11-15|Pakai|CLI|30|sore \u0096 30°',
      '2031-11-13|Masuk|CLI|100|',
      '|TOTAL||130|',
    ]
    await writeFile(file, Buffer.from(lines.join('\n'), 'latin1'))
    const reading = ['--delimiter', '|', '--header-row', '3', '--encoding', 'windows-1252']
    const importing = ['import', 'fuel.stock.record', file, ...reading]

    const asked = await lumbung(...importing)
    expect(asked.output).toContain("--value 'type:Pakai=")
    expect(asked.output).toContain('Nothing was applied')

    const meaning = ['--value', 'type:Pakai=OUT']
    const inFileOrder = await lumbung(...importing, ...meaning, '--order', 'file', '--keep-totals')
    expect(inFileOrder.output).toContain('Checked: 1 rows are right, 2 are not.')

    const applied = await lumbung(...importing, ...meaning, '--order', 'date', '--apply')
    expect(applied.output).toContain('in the order of their dates')
    expect(applied.output).toContain('Applied 2, refused 0, left out 0.')
    expect(applied.code).toBe(0)
    const book = [
      ['2031-11-13', 'IN', 100, 100],
      ['2031-11-15', 'OUT', 30, 70],
    ]
    expect(await importedBook(scene.admin, 'CLI')).toEqual(book)

    const twice = await lumbung(...importing, ...meaning, '--apply')
    expect(twice.code).not.toBe(0)
    expect(twice.output).toContain('import.already_applied')
    expect(await importedBook(scene.admin, 'CLI')).toEqual(book)
  },
  MOST_MILLISECONDS,
)

test(
  'what no option can mean is said as one line',
  async () => {
    const file = `${folder.nextPath()}.csv`
    await writeFile(file, 'Jenis,Lokasi,Jumlah\nIN,CLI,1\n')
    for (const [option, value] of [
      ['--header-row', '0x10'],
      ['--value', 'Pakai'],
    ] as const) {
      const answer = await lumbung('import', 'fuel.stock.record', file, option, value)
      expect([option, answer.code]).toEqual([option, 1])
      expect(answer.output).not.toContain('    at ')
    }
  },
  MOST_MILLISECONDS,
)
