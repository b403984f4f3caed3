import { z } from 'zod'
import type { LocalText } from './scalars.ts'

/** What a field says of itself by `.meta()`, beside its schema; forms, headers of files and the documentation show it. */
declare module 'zod' {
  interface GlobalMeta {
    /** Its name for people, without its unit. */
    label?: LocalText | undefined
    /** What must be known to fill it in: a rule, a default, a consequence. */
    help?: LocalText | undefined
    /** What its pattern asks for, as a whole sentence: told to who wrote something else. People do not read patterns. */
    wants?: LocalText | undefined
    /** Shown inside the field and in headers. */
    unit?: string | undefined
    decimals?: number | undefined
    /** Decimals to which a measured number is rounded wherever it comes from, see `measured`. */
    roundsTo?: number | undefined
    /** The first and last day that a date or the day of an instant (in UTC) may be. */
    earliest?: string | undefined
    latest?: string | undefined
    /** `code`: capital letters and underscores, which small letters and spaces become while one types. */
    typedAs?: 'code' | undefined
    /** The words of each value of a choice. */
    choices?: Readonly<Record<string, LocalText>> | undefined
    /** Other names that files use for it. */
    aliases?: string[] | undefined
    /** The kind of record (`fuel.site`) whose code it holds: in files people write the record's name as well. */
    names?: string | undefined
    /** The moment at which a record takes effect: the rows of a file are put in its order. */
    orders?: boolean | undefined
    /** The kind of record (`fuel.site`) in whose zone a clock without a zone is read; the tenant's where it has none. */
    zoneOf?: string | undefined
    /** The value of another field that says already what a minus before this number says. */
    minusOf?: { field: string; value: string } | undefined
    /** Its sign for people where another field of the record decides it: use of fuel is kept positive and takes away. */
    signedBy?: { field: string; minus: readonly string[] } | undefined
    /** It holds the name of something that has words of its own; people are shown those. */
    wordsOf?: 'permission' | 'operation' | 'role' | 'scope' | undefined
    /** Of use to programs alone: the trail keeps it and does not tell it. */
    untold?: boolean | undefined
  }
}

/** One of several values, each with its words: a value without words cannot be declared. */
export function choice<const Words extends Readonly<Record<string, LocalText>>>(words: Words) {
  return z.enum(Object.keys(words) as (keyof Words & string)[]).meta({ choices: words })
}
