import { loadConfig, newSecret, ProcessRole } from '@lumbung/kernel'
import { ImportEncoding } from '@lumbung/kernel/contract'
import { Command, Option } from 'commander'

const program = new Command('lumbung')
  .description('Lumbung: one operations platform for many organisations')
  .showHelpAfterError('(add --help for help)')

function gather(value: string, before: string[]): string[] {
  return [...before, value]
}

program
  .command('serve')
  .description('start the server (and PostgreSQL, unless DATABASE_URL is set)')
  .addOption(new Option('--role <role>', 'what this process takes on').choices(ProcessRole.options))
  .option('--port <port>', 'where to listen (PORT)')
  .action(async (options: { role?: string; port?: string }) => {
    const { serve } = await import('./serve.ts')
    const env = { ...process.env }
    if (options.role) env.LUMBUNG_ROLE = options.role
    if (options.port) env.PORT = options.port
    await serve(loadConfig(env))
  })

program
  .command('migrate')
  .description('bring the database to this program’s schema and stop')
  .action(async () => {
    const { migrateOnly } = await import('./administration.ts')
    await migrateOnly(loadConfig(process.env))
  })

program
  .command('secret')
  .description('the installation’s secret')
  .command('rotate')
  .description(
    'replace the secret: by LUMBUNG_SECRET where it is set, else by a new secret.key in the data folder',
  )
  .action(async () => {
    const { rotateInstallationSecret } = await import('./administration.ts')
    const isKept = !process.env.LUMBUNG_SECRET
    const env = isKept ? { ...process.env, LUMBUNG_SECRET: newSecret() } : process.env
    await rotateInstallationSecret(loadConfig(env), isKept)
  })

const tenant = program.command('tenant').description('organisations on this installation')
tenant
  .command('list')
  .description('list all organisations')
  .action(async () => {
    const { listTenants } = await import('./administration.ts')
    await listTenants(loadConfig(process.env))
  })
tenant
  .command('create <slug>')
  .description('create an organisation with its first administrator')
  .requiredOption('--name <name>', 'its name')
  .requiredOption('--admin-email <email>', 'the first administrator')
  .option('--admin-name <name>', 'the administrator’s name', 'Administrator')
  .option('--zone <zone>', 'time zone of its business day', 'Asia/Jakarta')
  .addOption(new Option('--locale <locale>', 'its language').choices(['id', 'en']).default('id'))
  .action(async (slug: string, options) => {
    const { createTenant } = await import('./administration.ts')
    await createTenant(loadConfig(process.env), { slug, ...options })
  })

const user = program.command('user').description('people of an organisation')
user
  .command('create <email>')
  .description('let a person into an organisation')
  .requiredOption('--tenant <slug>', 'the organisation')
  .requiredOption('--name <name>', 'the person’s name')
  .requiredOption('--role <key>', 'a role of the organisation, e.g. fuel-admin')
  .option('--site <code>', 'limit the role to one site')
  .action(async (email: string, options) => {
    const { createUser } = await import('./administration.ts')
    await createUser(loadConfig(process.env), { email, ...options })
  })
user
  .command('reset-password <email>')
  .description('give a person a new generated password and end their sessions')
  .action(async (email: string) => {
    const { resetPassword } = await import('./administration.ts')
    await resetPassword(loadConfig(process.env), email)
  })

program
  .command('login')
  .description('sign in to a running server; later commands act as this person')
  .option('--url <url>', 'the server', 'http://localhost:8000')
  .requiredOption('--login <login>', 'e-mail or username')
  .option('--tenant <slug>', 'the organisation, where there are several')
  .option('--profile <name>', 'keep several people side by side', 'default')
  .action(async (options) => {
    const { login } = await import('./remote.ts')
    await login(options)
  })

program
  .command('call <operation> [fields...]')
  .description('call any operation, e.g. call fuel.stock.out amount=50 notes=Genset')
  .option('--json <object>', 'the input as JSON instead of fields')
  .option('--key <key>', 'Idempotency-Key')
  .option('--if-match <version>', 'the version being changed')
  .option('--profile <name>', 'who acts', 'default')
  .action(async (operation: string, fields: string[], options) => {
    const { call } = await import('./remote.ts')
    await call(operation, fields, options)
  })

program
  .command('operations')
  .description('list every operation with its fields')
  .action(async () => {
    const { listOperations } = await import('./remote.ts')
    listOperations()
  })

program
  .command('import <operation> <file>')
  .description('import a CSV or XLSX file through an operation: check, and apply with --apply')
  .option('--mapping <json>', 'field → column, where the headers do not say it')
  .option(
    '--value <field:text=value>',
    'what a text of the file means, e.g. type:Keluar=OUT; may be repeated',
    gather,
    [],
  )
  .addOption(
    new Option('--order <order>', 'as the rows stand in the file, or by date').choices(['file', 'date']),
  )
  .option('--keep-totals', 'take lines that sum up others for rows as well')
  .option('--sheet <name>', 'which sheet of a workbook')
  .option('--header-row <number>', 'the row of the headers, where it is not found')
  .addOption(new Option('--encoding <name>', 'of a CSV').choices(ImportEncoding.options))
  .option('--delimiter <sign>', 'what stands between the cells of a CSV')
  .option('--apply', 'apply the valid rows after the check')
  .addOption(
    new Option('--again <which>', 'where rows of the same file were applied before').choices(['all', 'rest']),
  )
  .option('--profile <name>', 'who acts', 'default')
  .action(async (operation: string, file: string, options) => {
    const { importFile } = await import('./remote-files.ts')
    await importFile(operation, file, options)
  })

program
  .command('export <operation> [fields...]')
  .description('export the rows of a list, e.g. export fuel.stock.export location=GENSET --out book.xlsx')
  .requiredOption('--out <file>', 'where to write; its ending chooses CSV or XLSX')
  .option('--profile <name>', 'who acts', 'default')
  .action(async (operation: string, fields: string[], options) => {
    const { exportFile } = await import('./remote-files.ts')
    await exportFile(operation, fields, options)
  })

program
  .command('demo')
  .description(
    'start with two demo organisations and a year of movements, in ./data/demo unless LUMBUNG_DATA is set',
  )
  .action(async () => {
    const { demo } = await import('./demo.ts')
    const { LUMBUNG_DATA = './data/demo', LUMBUNG_LOG_LEVEL = 'warn', ...env } = process.env
    await demo(loadConfig({ ...env, LUMBUNG_DATA, LUMBUNG_LOG_LEVEL }))
  })

try {
  await program.parseAsync()
} catch (error) {
  // Plain words; where it happened only for who asks.
  const { message, code, stack } = error as { message: string; code?: string; stack?: string }
  const words = code === 'EADDRINUSE' ? `${message}; stop the other program or set PORT` : message
  const place = process.env.LUMBUNG_LOG_LEVEL === 'debug' ? `\n${stack}` : ''
  process.stderr.write(`lumbung: ${words}${place}\n`)
  process.exitCode = 1
}
