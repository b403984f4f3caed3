import { join } from 'node:path'
import nodemailer from 'nodemailer'
import type { Config } from '../config/config.ts'
import { writeFileWhole } from '../files/write-whole.ts'
import { newId } from '../ids.ts'
import type { Logger } from '../telemetry/logger.ts'
import { assertSafeMail, type Mailer, type MailMessage } from './mailer.ts'

type MailConfig = Pick<Config, 'smtpUrl' | 'dataFolder' | 'mailFrom' | 'publicUrl'>

/** SMTP where it is configured, else one `.eml` file per message in `<dataFolder>/mail`. */
export function createMailer(config: MailConfig, log: Logger): Mailer {
  return config.smtpUrl ? smtpMailer(config, config.smtpUrl, log) : folderMailer(config, log)
}

/** Certificates are verified; `smtp:` uses STARTTLS where the server offers it, `smtps:` TLS from the first byte. */
function smtpMailer(config: MailConfig, smtpUrl: string, log: Logger): Mailer {
  const transport = nodemailer.createTransport({
    url: smtpUrl,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    send: async (message) => {
      assertSafeMail(message)
      const info = await transport.sendMail(envelopeOf(message, config))
      log.info({ messageId: info.messageId }, 'mail handed to the server')
    },
  }
}

/** Names begin with the time, so that a listing is in the order of sending; a file appears only when it is whole. */
function folderMailer(config: MailConfig, log: Logger): Mailer {
  const folder = join(config.dataFolder, 'mail')
  const transport = nodemailer.createTransport({
    streamTransport: true,
    buffer: true,
    newline: 'windows',
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    send: async (message) => {
      assertSafeMail(message)
      const { message: bytes } = await transport.sendMail(envelopeOf(message, config))
      const time = new Date().toISOString().replace(/[-:]/g, '')
      const file = join(folder, `${time}-${newId()}.eml`)
      await writeFileWhole(file, bytes as Buffer)
      log.info({ file }, 'mail written')
    },
  }
}

function envelopeOf(message: MailMessage & { messageId?: string }, config: MailConfig) {
  const { to, subject, text, html, messageId = newId() } = message
  return {
    from: config.mailFrom,
    // An object, so that it is never read as a list of addresses.
    to: { name: '', address: to },
    subject,
    text,
    ...(html === undefined ? {} : { html }),
    messageId: `<${messageId}@${new URL(config.publicUrl).hostname}>`,
  }
}
