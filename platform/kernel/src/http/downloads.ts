import { raise } from '@lumbung/contract'
import type { FastifyReply } from 'fastify'
import { tooManyDownloads } from '../../contract/problems.ts'
import type { Principal } from '../access/principal.ts'
import type { Services } from '../app/services.ts'
import { SpoolSpace } from '../files/spool.ts'
import { temporaryFolder } from '../files/sweep-files.ts'
import type { FileAnswer } from '../operation/ctx.ts'
import { CallerGone, CallerTooSlow, FileDelivery } from './file-answer.ts'

/** A file takes a while; who has too many open is not helped by asking again at once. */
const RETRY_SECONDS = 10

/** The file answers under way in this process: how many each person and tenant may have, and how each of them ends. */
export class Downloads {
  readonly #services: Services
  readonly #space: SpoolSpace
  readonly #counts = new Map<string, number>()
  #open = 0

  constructor(services: Services) {
    const { config, metrics } = services
    this.#services = services
    this.#space = new SpoolSpace(temporaryFolder(config.dataFolder), config.downloads.spoolLimitBytes)
    metrics.watchDownloads(() => ({ open: this.#open, spooledBytes: this.#space.usedBytes }))
  }

  /**
   * Answers with the file that `produce` delivers inside its transaction. Until the first byte a failure is answered as
   * usual; after it the connection is gone and only the log can tell. Throws `platform.too_many_downloads` (429).
   */
  async answer(
    reply: FastifyReply,
    principal: Principal,
    produce: (deliver: (file: FileAnswer) => Promise<void>) => Promise<void>,
  ): Promise<void> {
    const end = this.#begin(principal)
    const delivery = new FileDelivery(reply, this.#services.config.downloads, this.#space)
    try {
      await produce((file) => delivery.take(file))
      await delivery.finish()
      await delivery.close()
    } catch (error) {
      await delivery.close(error as Error)
      if (!reply.sent && !(error instanceof CallerGone)) throw error
      this.#tell(reply, error, principal)
    } finally {
      end()
    }
  }

  #tell(reply: FastifyReply, error: unknown, { userId, tenant }: Principal): void {
    const { log, metrics } = this.#services
    const facts = { requestId: reply.request.id, route: reply.request.routeOptions.url }
    if (error instanceof CallerGone) {
      metrics.countDownloadCut('left')
      log.debug(facts, 'caller left')
    } else if (error instanceof CallerTooSlow) {
      metrics.countDownloadCut(error.reason)
      const who = { userId, tenantId: tenant.id, address: reply.request.ip }
      log.warn({ ...facts, ...who, reason: error.reason }, 'a slow caller was cut off')
    } else {
      metrics.countDownloadCut('failed')
      log.error({ err: error, ...facts }, 'a file was cut off')
    }
  }

  #begin({ userId, tenant }: Principal): () => void {
    const { mostPerPerson, mostPerTenant } = this.#services.config.downloads
    const person = `${tenant.id} ${userId}`
    this.#refuseBeyond(person, mostPerPerson)
    this.#refuseBeyond(tenant.id, mostPerTenant)
    const add = (change: number) => {
      this.#open += change
      for (const key of [person, tenant.id]) {
        const count = this.#countOf(key) + change
        if (count === 0) this.#counts.delete(key)
        else this.#counts.set(key, count)
      }
    }
    add(1)
    return () => add(-1)
  }

  #refuseBeyond(key: string, most: number): void {
    if (this.#countOf(key) >= most) throw raise(tooManyDownloads, { retryAfterSeconds: RETRY_SECONDS, most })
  }

  #countOf(key: string): number {
    return this.#counts.get(key) ?? 0
  }
}
