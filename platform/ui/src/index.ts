export { type Format, formatOf } from '@lumbung/contract'
export { defineWebApp, type Screen, type WebApp } from './app/web-app.ts'
export { CardBoundary } from './dashboard/CardBoundary.tsx'
export { FigureCard, FigureCardSkeleton } from './dashboard/card/FigureCard.tsx'
export { CardGrid, DashboardPage, DashboardSection, DashboardSplit } from './dashboard/DashboardPage.tsx'
export * from './dashboard/dashboard-types.ts'
export { TimeRange } from './dashboard/range/TimeRange.tsx'
export { useTimeRange } from './dashboard/range/use-time-range.ts'
export { TrendChart } from './dashboard/TrendChart.tsx'
export { Waiting } from './dashboard/Waiting.tsx'
export { ClientProvider, useClient } from './data/client.tsx'
export { createQueryClient, renew } from './data/query-client.ts'
export { forgetAnswers, rememberAnswers } from './data/remembered.ts'
export { saveResponse } from './data/save-file.ts'
export { type Amend, useAmend } from './data/use-amend.ts'
export {
  type CatalogueApp,
  type CatalogueOperation,
  useCatalogue,
  useServerDocument,
  useUploadLimit,
} from './data/use-catalogue.ts'
export { type CarryOut, type Command, newKey, useCarryOut, useCommand } from './data/use-command.ts'
export { type Download, useDownload } from './data/use-download.ts'
export { type ReadOptions, useRead } from './data/use-read.ts'
export { type ReadNow, useReadNow } from './data/use-read-now.ts'
export { type ListOperation, type RowOf, type Rows, useRows } from './data/use-rows.ts'
export { AskAction } from './document/AskAction.tsx'
export { DocumentPage } from './document/DocumentPage.tsx'
export { DocumentSection } from './document/DocumentSection.tsx'
export type * from './document/document-types.ts'
export { Facts } from './document/Facts.tsx'
export { FieldChanges, type FieldChangesProps } from './document/FieldChanges.tsx'
export { History as DocumentHistory } from './document/History.tsx'
export { LineGrid } from './document/LineGrid.tsx'
export {
  type FieldWords,
  useFieldWords,
  useOperationWords,
} from './document/operation-words.ts'
export { ReadDocument, type ReadDocumentProps } from './document/ReadDocument.tsx'
export { useValueText } from './document/use-value-text.ts'
export * from './elements.ts'
export { clearDrafts } from './form/draft/draft-store.ts'
export { FormDialog } from './form/FormDialog.tsx'
export { FormPage } from './form/FormPage.tsx'
export type * from './form/form-types.ts'
export { SchemaForm } from './form/LazySchemaForm.tsx'
export { NumberField, type NumberFieldProps, type NumberValue } from './form/number/NumberField.tsx'
export { readNumber, writeNumber } from './form/number/number-entry.ts'
export { OperationForm } from './form/OperationForm.tsx'
export { PickSelect, type PickSelectProps } from './form/PickSelect.tsx'
export { type PickSource, pickFrom } from './form/pick-source.ts'
export { RunOperation } from './form/RunOperation.tsx'
export type { SchemaFormProps } from './form/schema/schema-form-types.ts'
export { SegmentedControl } from './form/segments/SegmentedControl.tsx'
export { DayInput, type DayInputProps } from './form/time/DayInput.tsx'
export { isUnreadable, type Unreadable } from './form/values/unreadable.ts'
export { useFormat } from './format/use-format.ts'
export { Icon, type IconName } from './icons.tsx'
export { ListPage } from './list/ListPage.tsx'
export type * from './list/list-types.ts'
export { useConnection } from './live/connection.ts'
export type { Connection } from './live/connection-state.ts'
export { LiveUpdates } from './live/LiveUpdates.tsx'
export { useLiveOrEvery, useTopicLiveOrEvery } from './live/use-live-or-every.ts'
export { ScreenButton, ScreenLink, useOpen, useParam, useUrlState } from './page/navigation.tsx'
export { notifyDone } from './page/notify.ts'
export { Page, type PageProps } from './page/Page.tsx'
export { PageName, useNamedPage, usePageNames } from './page/page-name.ts'
export { useIsPhone } from './page/use-is-phone.ts'
export { GuardedButton, type GuardedButtonProps } from './problem/GuardedButton.tsx'
export { ProblemNotice } from './problem/ProblemNotice.tsx'
export { useProblemSentence } from './problem/problem-sentence.ts'
export { Refused } from './problem/Refused.tsx'
export { useWait } from './problem/use-wait.ts'
export type { Door } from './session/door.ts'
export type { Change, Identity, Me, Scope, Tenant } from './session/identity.ts'
export { type Session, SessionProvider, useSession } from './session/session.tsx'
export { useRenewMe } from './session/use-renew-me.ts'
export {
  addTexts,
  changeLocale,
  currentLocale,
  startTexts,
  storedLocale,
  type Texts,
  type Translate,
  textsOf,
  useLocale,
  useLocalText,
  useUiTexts,
} from './texts/texts.ts'
export { LookChoices } from './theme/LookChoices.tsx'
export { styleNonce, UiProvider } from './theme/UiProvider.tsx'
export { ProgressPanel } from './wizard/ProgressPanel.tsx'
export { useStep } from './wizard/use-step.ts'
export { Wizard } from './wizard/Wizard.tsx'
export type * from './wizard/wizard-types.ts'
