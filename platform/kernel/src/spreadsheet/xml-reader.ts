import { TextDecoder } from 'node:util'
import { SaxesParser } from 'saxes'
import { SpreadsheetError } from './error.ts'

export interface XmlHandlers {
  /** `name` is without its namespace prefix: some programs write `<x:row>` for `<row>`. */
  open(name: string, attributes: Record<string, string>): void
  text?(text: string): void
  close?(name: string): void
  /** Throws what an endless text means at this place of the part; if it returns, the part is called broken. */
  overlong?(): void
}

const MAX_DEPTH = 64
const CHUNK_ALLOWANCE = 128 * 1024

/**
 * Reads one XML part piece by piece. Memory is bounded against three tricks: a tag or text that never ends
 * (`maxTokenLength`), elements nested without end, and entities: a DOCTYPE is refused, so there are none to
 * expand.
 */
export class XmlReader {
  readonly #parser = new SaxesParser({ position: false, xmlns: false })
  readonly #part: string
  readonly #handlers: XmlHandlers
  readonly #maxTokenLength: number
  #decoder: TextDecoder | undefined
  #depth = 0
  #pendingLength = 0

  constructor(part: string, handlers: XmlHandlers, options: { maxTokenLength?: number } = {}) {
    this.#part = part
    this.#handlers = handlers
    this.#maxTokenLength = options.maxTokenLength ?? 0
    const parser = this.#parser
    parser.on('xmldecl', ({ encoding }) => {
      if (encoding !== undefined && !/^(utf-?8|utf-?16|us-ascii)$/i.test(encoding)) this.#refuse('encoding')
    })
    parser.on('doctype', () => this.#refuse('doctype'))
    parser.on('opentag', ({ name, attributes }) => {
      this.#pendingLength = 0
      if (++this.#depth > MAX_DEPTH) this.#refuse('depth')
      handlers.open(localName(name), attributes)
    })
    parser.on('closetag', ({ name }) => {
      this.#pendingLength = 0
      this.#depth--
      handlers.close?.(localName(name))
    })
    const onText = (text: string) => {
      this.#pendingLength = 0
      handlers.text?.(text)
    }
    parser.on('text', onText)
    parser.on('cdata', onText)
    parser.on('comment', () => {
      this.#pendingLength = 0
    })
    parser.on('processinginstruction', () => {
      this.#pendingLength = 0
    })
  }

  /** @throws SpreadsheetError `broken_file`, `cell_too_long`, and whatever the handlers throw */
  write(chunk: Buffer): void {
    this.#decoder ??= new TextDecoder(detectXmlEncoding(chunk), { fatal: true })
    this.#feed(this.#decode(chunk, true))
  }

  end(): void {
    this.#feed(this.#decode(Buffer.alloc(0), false))
    this.#guard(() => this.#parser.close())
  }

  #feed(text: string): void {
    this.#pendingLength += text.length
    this.#guard(() => this.#parser.write(text))
    if (this.#pendingLength <= this.#maxTokenLength + CHUNK_ALLOWANCE) return
    this.#handlers.overlong?.()
    this.#refuse('token_too_long')
  }

  #decode(chunk: Buffer, stream: boolean): string {
    try {
      return this.#decoder?.decode(chunk, { stream }) ?? ''
    } catch (error) {
      throw new SpreadsheetError('broken_file', { reason: 'encoding', part: this.#part }, error)
    }
  }

  #guard(work: () => void): void {
    try {
      work()
    } catch (error) {
      if (error instanceof SpreadsheetError) throw error
      throw new SpreadsheetError('broken_file', { reason: 'xml', part: this.#part }, error)
    }
  }

  #refuse(reason: string): never {
    throw new SpreadsheetError('broken_file', { reason, part: this.#part })
  }
}

function detectXmlEncoding(beginning: Buffer): string {
  if (beginning[0] === 0xff && beginning[1] === 0xfe) return 'utf-16le'
  if (beginning[0] === 0xfe && beginning[1] === 0xff) return 'utf-16be'
  return 'utf-8'
}

function localName(name: string): string {
  const colon = name.indexOf(':')
  return colon === -1 ? name : name.slice(colon + 1)
}
