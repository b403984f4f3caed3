import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Refusal } from './refusal.ts'

/** The files of one folder with this ending, path → text; none where there is no such folder. */
export function readFolder(root: string, folder: string, ending: string): Map<string, string> {
  if (!existsSync(join(root, folder))) return new Map()
  const files = readdirSync(join(root, folder)).filter((file) => file.endsWith(ending))
  return new Map(files.map((file) => [`${folder}/${file}`, readFileSync(join(root, folder, file), 'utf8')]))
}

/** Every contract of the product: they alone declare routes and are imported by others. */
function readContracts(root: string): Map<string, string> {
  const folders = ['apps', 'platform'].flatMap((part) =>
    existsSync(join(root, part))
      ? readdirSync(join(root, part)).map((name) => `${part}/${name}/contract`)
      : [],
  )
  return new Map(folders.flatMap((folder) => [...readFolder(root, folder, '.ts')]))
}

/** @throws {Refusal} where an operation has this path already, or one below it. */
export function refuseTakenRoutes(root: string, path: string): void {
  const binding = new RegExp(`'(?:GET|POST|PUT|PATCH|DELETE) ${path}(?=[/'])`)
  for (const [file, text] of readContracts(root)) {
    if (binding.test(text))
      throw new Refusal(`Routes below ${path} are taken by ${file}. Choose another name.`)
  }
}

/** @throws {Refusal} where the app's contract exports one of these names already: its index could not export both. */
export function refuseTakenExports(root: string, app: string, names: readonly string[]): void {
  const exported = new RegExp(`^export (?:const|type|interface|function|class) (${names.join('|')})\\b`, 'm')
  for (const [file, text] of readFolder(root, `apps/${app}/contract`, '.ts')) {
    const taken = exported.exec(text)?.[1]
    if (taken)
      throw new Refusal(
        `${file} exports ${taken} already. Choose another name for the feature or its entity.`,
      )
  }
}
