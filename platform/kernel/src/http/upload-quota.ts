import { type Problem, raise } from '@lumbung/contract'
import { storageFull } from '../../contract/problems.ts'
import type { Services } from '../app/services.ts'
import { sumStoredBytes } from '../files/file.store.ts'

/** What one upload may add to the files of its tenant. */
export interface UploadRoom {
  leftBytes: number
  refusal(): Problem
  /** Once its file is a row, or nothing. */
  end(): void
}

/** The room that each tenant's files may take, with the uploads under way in this process counted in. */
export class UploadQuota {
  readonly #services: Pick<Services, 'config' | 'db'>
  readonly #underWay = new Map<string, number>()

  constructor(services: Pick<Services, 'config' | 'db'>) {
    this.#services = services
  }

  /** Reserves what the upload says it has, or as much as it may have. Does not judge: the caller knows the length. */
  async begin(tenantId: string, declaredBytes: number | undefined): Promise<UploadRoom> {
    const { config, db } = this.#services
    const quotaBytes = config.storageQuotaBytes
    const stored = await db.queryTenant(tenantId, sumStoredBytes)
    const usedBytes = stored + (this.#underWay.get(tenantId) ?? 0)
    const leftBytes = Math.max(0, quotaBytes - usedBytes)
    const reserved = Math.min(leftBytes, declaredBytes ?? config.uploadLimitBytes)
    this.#reserve(tenantId, reserved)
    return {
      leftBytes,
      refusal: () => raise(storageFull, { quotaBytes, usedBytes: Math.min(usedBytes, quotaBytes) }),
      end: () => this.#reserve(tenantId, -reserved),
    }
  }

  #reserve(tenantId: string, bytes: number): void {
    const sum = (this.#underWay.get(tenantId) ?? 0) + bytes
    if (sum === 0) this.#underWay.delete(tenantId)
    else this.#underWay.set(tenantId, sum)
  }
}
