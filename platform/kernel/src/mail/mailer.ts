/** Mail that leaves the platform: files in the data folder by default, SMTP when configured. */
export interface Mailer {
  send(message: { to: string; subject: string; text: string; html?: string }): Promise<void>
}
