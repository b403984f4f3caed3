/** Plain text, and HTML beside it where there is any. */
export interface MailMessage {
  /** One address, `name@host`. */
  to: string
  subject: string
  text: string
  html?: string
}

/** Mail that leaves the platform: files in the data folder by default, SMTP when configured. */
export interface Mailer {
  /**
   * Hands one message over; throws {@link InvalidMail} for one that no try can send, anything else is worth another try.
   * With the same `messageId` a mailbox can tell a repeated message.
   */
  send(message: MailMessage & { messageId?: string }): Promise<void>
}

/** The message itself is at fault; nothing was sent. */
export class InvalidMail extends Error {
  override readonly name = 'InvalidMail'
}

const ADDRESS = /^[^\s@<>(),;:\\"[\]\p{Cc}]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?$/u
// Line separators too: a header ends at whatever some server takes for the end of a line.
const UNSAFE_IN_HEADER = /[\p{Cc}\p{Zl}\p{Zp}]/u
const MESSAGE_ID = /^[A-Za-z0-9-]{1,64}$/

/**
 * Refuses what could add a recipient or a header: more than one address, a display name, control characters. Encoding
 * would make most of them harmless; refusing does not depend on how a server reads the encoding.
 */
export function assertSafeMail(message: MailMessage & { messageId?: string }): void {
  if (message.to.length > 254 || !ADDRESS.test(message.to))
    throw new InvalidMail('the address is not one plain address')
  if (message.subject.length > 300 || UNSAFE_IN_HEADER.test(message.subject)) {
    throw new InvalidMail('the subject is longer than 300 characters or has control characters')
  }
  if (message.messageId !== undefined && !MESSAGE_ID.test(message.messageId)) {
    throw new InvalidMail('the message id is not a plain word')
  }
}
