const SPECIAL: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text that is already HTML; everything else that is put into a page is escaped. */
export class Html {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

/** A piece of a page: interpolated text is escaped, pieces and lists of pieces are put in as they are. */
export function html(parts: TemplateStringsArray, ...values: (string | number | Html | Html[])[]): Html {
  return new Html(parts.reduce((text, part, index) => text + pieceOf(values[index - 1] ?? '') + part))
}

function pieceOf(value: string | number | Html | Html[]): string {
  if (value instanceof Html) return value.text
  if (Array.isArray(value)) return value.map((piece) => piece.text).join('')
  return String(value).replace(/[&<>"']/g, (char) => SPECIAL[char] as string)
}
