import { handle } from '@lumbung/kernel'
import { listAudit } from '../../contract/index.ts'
import { listEntries } from './audit.service.ts'

export const auditOperations = [handle(listAudit, listEntries)]
