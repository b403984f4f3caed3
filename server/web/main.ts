import { adminDoor } from '@lumbung/admin/door'
import { startConsole } from '@lumbung/console'

startConsole(adminDoor, () => import('./apps.ts').then(({ webApps }) => webApps))
