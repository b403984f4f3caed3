import type { Names } from './names.ts'
import { fill, render } from './render.ts'

/** The files of one feature in the order in which a person writes them: template → path inside the app's folder. */
const ANATOMY: readonly [template: string, path: string][] = [
  ['feature/contract.ts', 'contract/«entities».ts'],
  ['feature/migration.sql', 'migrations/«number»_«entities_snake».sql'],
  ['feature/store.ts', 'server/«entities»/«entity».store.ts'],
  ['feature/rules.ts', 'server/«entities»/«entity».rules.ts'],
  ['feature/service.ts', 'server/«entities»/«entity».service.ts'],
  ['feature/routes.ts', 'server/«entities»/«entity».routes.ts'],
  ['feature/api.test.ts', 'server/«entities»/«entity».api.test.ts'],
  ['feature/list.tsx', 'web/«entities»/«Entity»List.tsx'],
]

/** `number`: of its migration, four digits; `newSchema`: whether that migration creates the app's schema first. */
export function featureFiles(
  names: Names,
  options: { number: string; newSchema: boolean },
): Map<string, string> {
  const words = { ...names, number: options.number }
  const files = ANATOMY.map(([template, path]): [string, string] => [
    `apps/${names.app}/${fill(path, words)}`,
    template.endsWith('.sql') && options.newSchema
      ? render('feature/schema.sql', words) + render(template, words)
      : render(template, words),
  ])
  return new Map(files)
}

/** What the feature adds to the app's manifest and texts, line by line. */
export function manifestLines(names: Names) {
  const lines = (text: string) => fill(text, names).split('\n')
  return {
    permissions: lines(`'«app».«entity».read': { id: 'Melihat «entities words»', en: 'See «entities words»' },
'«app».«entity».create': { id: 'Menambah «entities words»', en: 'Add «entities words»' },
'«app».«entity».update': { id: 'Mengubah «entities words»', en: 'Change «entities words»' },`),
    records: lines(`'«app».«entity»': {
  label: { id: '«Word»', en: '«Word»' },
  entity: «Entity»,
  name: '{name}',
  path: '/«app»/«entities»',
},`),
    menus: lines(`{
  id: '«app».«entities»',
  label: { id: '«Words»', en: '«Words»' },
  icon: 'list',
  path: '/«app»/«entities»',
  permission: '«app».«entity».read',
  order: 500,
},`),
    operations: lines('...«entityCamel»Operations,'),
    constraints: lines('«app»_«entity_snake»_name_unique: «entityCamel»NameTaken,'),
    textsId: lines(`'«app».«entity_snake»_not_found': 'Data «entity words» tidak ditemukan.',
'«app».«entity_snake»_name_taken': 'Nama ini sudah dipakai. Pilih nama lain.',`),
    textsEn: lines(`'«app».«entity_snake»_not_found': 'There is no such «entity words».',
'«app».«entity_snake»_name_taken': 'This name is taken. Choose another.',`),
    screens: lines(`{
  path: '/«app»/«entities»',
  title: { id: '«Words»', en: '«Words»' },
  icon: 'list',
  operation: '«app».«entity».list',
  permission: '«app».«entity».read',
  load: () => import('./«entities»/«Entity»List.tsx').then(({ «Entity»List }) => «Entity»List),
},`),
    wordsId: lines(`'«entity_snake».title': '«Words»',
'«entity_snake».name': 'Nama',
'«entity_snake».add': 'Tambah «entity words»',
'«entity_snake».rename': 'Ubah «entity words»',
'«entity_snake».empty': 'Belum ada «entity words».',`),
    wordsEn: lines(`'«entity_snake».title': '«Words»',
'«entity_snake».name': 'Name',
'«entity_snake».add': 'Add «a entity»',
'«entity_snake».rename': 'Change «a entity»',
'«entity_snake».empty': 'There is no «entity words» yet.',`),
    importRoutes: fill(
      `import { «entityCamel»Operations } from './server/«entities»/«entity».routes.ts'`,
      names,
    ),
    importEntity: fill(`import { «Entity» } from './contract/«entities».ts'`, names),
    importProblem: fill(`import { «entityCamel»NameTaken } from './contract/«entities».ts'`, names),
  }
}
