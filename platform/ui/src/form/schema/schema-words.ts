import { englishStringTranslator, replaceStringParameters, TranslatableString } from '@rjsf/utils'
import type { Translate } from '../../texts/texts.ts'
import type { FormText } from '../form-texts.ts'

type Word = Extract<FormText, `form.schema.${string}` | 'form.yes' | 'form.no' | 'form.now'>

const WORDS: Partial<Record<TranslatableString, Word>> = {
  [TranslatableString.ArrayItemTitle]: 'form.schema.item',
  [TranslatableString.EmptyArray]: 'form.schema.empty',
  [TranslatableString.YesLabel]: 'form.yes',
  [TranslatableString.NoLabel]: 'form.no',
  [TranslatableString.NewStringDefault]: 'form.schema.new',
  [TranslatableString.AddButton]: 'form.schema.add',
  [TranslatableString.AddItemButton]: 'form.schema.add',
  [TranslatableString.OptionalObjectAdd]: 'form.schema.add',
  [TranslatableString.RemoveButton]: 'form.schema.remove',
  [TranslatableString.OptionalObjectRemove]: 'form.schema.remove',
  [TranslatableString.MoveUpButton]: 'form.schema.up',
  [TranslatableString.MoveDownButton]: 'form.schema.down',
  [TranslatableString.CopyButton]: 'form.schema.copy',
  [TranslatableString.ClearButton]: 'form.schema.clear',
  [TranslatableString.ClearLabel]: 'form.schema.clear',
  [TranslatableString.OptionPrefix]: 'form.schema.form',
  [TranslatableString.TitleOptionPrefix]: 'form.schema.form',
  [TranslatableString.KeyLabel]: 'form.schema.key',
  [TranslatableString.NowLabel]: 'form.now',
  [TranslatableString.UnknownFieldType]: 'form.schema.unsupported',
  [TranslatableString.UnsupportedField]: 'form.schema.unsupported',
  [TranslatableString.UnsupportedFieldWithId]: 'form.schema.unsupported',
  [TranslatableString.UnsupportedFieldWithReason]: 'form.schema.unsupported',
  [TranslatableString.UnsupportedFieldWithIdAndReason]: 'form.schema.unsupported',
}

/** The library's own words in ours; what a contract's form never shows stays as the library has it. */
export function schemaWords(t: Translate<Word>) {
  return (word: TranslatableString, params: string[] = []): string => {
    const key = WORDS[word]
    if (key === undefined) return englishStringTranslator(word, params)
    // The last of its params is the number of an option.
    return replaceStringParameters(t(key, { number: params.at(-1) }), params)
  }
}
