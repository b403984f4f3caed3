import { createServer, type Socket } from 'node:net'

export interface ReceivedMail {
  from: string
  to: string[]
  /** Headers and body as they came over the wire. */
  data: string
}

export interface SmtpSink {
  url: string
  received: ReceivedMail[]
  /** The next this many MAIL commands are answered with 451. */
  refuseNext(times: number): void
  close(): Promise<void>
}

/** A mail server on TCP that speaks as much of RFC 5321 as a client needs, and keeps what it is given. */
export async function startSmtpSink(): Promise<SmtpSink> {
  const received: ReceivedMail[] = []
  let refusals = 0
  const server = createServer((socket) => {
    let buffer = ''
    let mail: ReceivedMail = { from: '', to: [], data: '' }
    let inData = false
    socket.setEncoding('utf8')
    socket.on('error', () => socket.destroy())
    socket.write('220 sink ESMTP\r\n')
    socket.on('data', (chunk: string) => {
      buffer += chunk
      while (true) {
        const end = buffer.indexOf(inData ? '\r\n.\r\n' : '\r\n')
        if (end < 0) return
        const line = buffer.slice(0, end)
        buffer = buffer.slice(end + (inData ? 5 : 2))
        if (inData) {
          received.push({ ...mail, data: line })
          mail = { from: '', to: [], data: '' }
          inData = false
          socket.write('250 kept\r\n')
        } else {
          inData = answer(socket, line, mail, () => refusals > 0 && refusals-- > 0)
        }
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    refuseNext: (times) => {
      refusals = times
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

/** Answers one command; true when the message follows. */
function answer(socket: Socket, line: string, mail: ReceivedMail, refuses: () => boolean): boolean {
  const [verb = ''] = line.toUpperCase().split(' ')
  const address = /<([^>]*)>/.exec(line)?.[1] ?? ''
  if (verb === 'EHLO' || verb === 'HELO') socket.write('250 sink\r\n')
  else if (verb === 'MAIL' && refuses()) socket.write('451 later\r\n')
  else if (verb === 'MAIL') {
    mail.from = address
    socket.write('250 ok\r\n')
  } else if (verb === 'RCPT') {
    mail.to.push(address)
    socket.write('250 ok\r\n')
  } else if (verb === 'DATA') {
    socket.write('354 go on\r\n')
    return true
  } else if (verb === 'QUIT') socket.end('221 bye\r\n')
  else socket.write('250 ok\r\n')
  return false
}
