import type { JobCtx, JobDefinition } from '../app/define-app.ts'
import type { Services } from '../app/services.ts'
import type { Tx } from '../db/tx.ts'
import { assertSafeMail, InvalidMail, type MailMessage } from './mailer.ts'

export const SEND_MAIL = 'platform.send-mail'

/**
 * Queues a message in the caller's transaction; it is sent, with tries over about a day, only if that commits. A tenant's
 * transaction passes its `tenantId`; the platform's own plane passes null. Throws InvalidMail at once, so that a bad
 * address is the caller's failure and not a job's.
 */
export async function queueMail(
  ctx: { tx: Tx; services: Services; tenantId: string | null },
  message: MailMessage,
): Promise<void> {
  assertSafeMail(message)
  const { to, subject, text, html } = message
  await ctx.services.enqueueJob(ctx.tx, SEND_MAIL, {
    ...(ctx.tenantId === null ? {} : { tenantId: ctx.tenantId }),
    message: { to, subject, text, ...(html === undefined ? {} : { html }) },
  })
}

/** Messages may carry links that sign somebody in, so a sent one is forgotten after an hour. */
export const sendMailJob: JobDefinition = {
  name: SEND_MAIL,
  plane: 'control',
  retries: 50,
  keepSeconds: 3_600,
  expireSeconds: 120,
  run: async (ctx: JobCtx, data: Record<string, unknown>) => {
    const message = data.message as MailMessage
    try {
      await ctx.services.mail.send({ ...message, messageId: ctx.jobId })
    } catch (error) {
      if (!(error instanceof InvalidMail)) throw error
      ctx.log.error({ err: error }, 'mail not sendable; not tried again')
    }
  },
}
