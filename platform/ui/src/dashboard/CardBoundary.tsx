import { Button, Card, Group, Text } from '@mantine/core'
import { Component, type ReactNode } from 'react'
import { Icon } from '../icons.tsx'
import { useUiTexts } from '../texts/texts.ts'

/** A part of a dashboard that cannot be drawn leaves the others as they are. */
export class CardBoundary extends Component<{ children: ReactNode }, { hasFailed: boolean }> {
  override state = { hasFailed: false }

  static getDerivedStateFromError() {
    return { hasFailed: true }
  }

  override render() {
    if (!this.state.hasFailed) return this.props.children
    return <FailedCard onRetry={() => this.setState({ hasFailed: false })} />
  }
}

function FailedCard({ onRetry }: { onRetry: () => void }) {
  const t = useUiTexts()
  return (
    <Card withBorder role="alert">
      <Group gap="xs" wrap="nowrap" align="flex-start">
        <Icon name="alert" />
        <Text size="sm">{t('dashboard.card_failed')}</Text>
      </Group>
      <div>
        <Button size="compact-sm" variant="light" mt="sm" onClick={onRetry}>
          {t('dashboard.try_again')}
        </Button>
      </div>
    </Card>
  )
}
