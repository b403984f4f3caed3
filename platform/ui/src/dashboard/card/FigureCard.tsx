import { Card, Group, Skeleton, Stack, Text, Title, VisuallyHidden } from '@mantine/core'
import { useId } from 'react'
import { Icon } from '../../icons.tsx'
import { ScreenLink } from '../../page/navigation.tsx'
import { useUiTexts } from '../../texts/texts.ts'
import type { FigureCardProps } from '../dashboard-types.ts'
import styles from './figure-card.module.css'
import { LevelBar } from './LevelBar.tsx'
import { Sparkline } from './Sparkline.tsx'

/** One figure, how it stands, and the way to its rows: the whole card is that link, except its actions. */
export function FigureCard(props: FigureCardProps) {
  const titleId = useId()
  const { state, level, details = [], sparkline, isBig = false } = props
  return (
    <Card
      component="article"
      withBorder
      padding={isBig ? 'lg' : 'md'}
      className={styles.card}
      data-big={isBig || undefined}
      data-tone={state?.tone}
      aria-labelledby={titleId}
    >
      <div className={styles.heading}>
        <Group justify="space-between" align="flex-start" wrap="nowrap" gap="xs">
          <Title order={3} size="md" id={titleId}>
            {props.to === undefined ? props.title : <CardLink to={props.to} title={props.title} />}
          </Title>
          {state && (
            <span className={styles.state} data-tone={state.tone}>
              <Icon name={state.icon} size={14} />
              {state.label}
            </span>
          )}
        </Group>
        {props.summary && (
          <Text size="sm" c="dimmed">
            {props.summary}
          </Text>
        )}
      </div>
      <div className={styles.body}>
        <Stack gap="xs" className={styles.figure}>
          <Group justify="space-between" align="flex-end" gap="sm" wrap="nowrap">
            <Figure {...props} />
            {sparkline && <Sparkline values={sparkline} />}
          </Group>
          {level && <LevelBar level={level} tone={state?.tone ?? 'neutral'} />}
        </Stack>
        {details.length > 0 && (
          <dl className={styles.details}>
            {details.map(({ label, value }) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        )}
      </div>
      {props.actions && (
        <Group gap="xs" className={styles.actions}>
          {props.actions}
        </Group>
      )}
    </Card>
  )
}

function CardLink({ to, title }: { to: string; title: string }) {
  const t = useUiTexts()
  return (
    <ScreenLink to={to} className={styles.link} underline="never">
      {title}
      <VisuallyHidden>: {t('dashboard.open_rows')}</VisuallyHidden>
    </ScreenLink>
  )
}

function Figure({ value, unit, exact }: FigureCardProps) {
  return (
    <Text component="p" className={styles.value} {...(exact === undefined ? {} : { title: exact })}>
      {value}
      {unit && <span className={styles.unit}> {unit}</span>}
      {exact !== undefined && <VisuallyHidden> ({exact})</VisuallyHidden>}
    </Text>
  )
}

/** The outline of a card that is on its way, of a card's size: what comes does not push what is there. */
export function FigureCardSkeleton({ isBig = false }: { isBig?: boolean }) {
  return (
    <Card withBorder padding={isBig ? 'lg' : 'md'} aria-hidden>
      <Skeleton height={18} width="55%" />
      <Skeleton height={14} width="30%" mt={8} />
      <Skeleton height={isBig ? 44 : 30} width="45%" mt="md" />
      <Skeleton height={10} mt="sm" />
      <Skeleton height={12} width="70%" mt={8} />
      <Skeleton height={isBig ? 96 : 86} mt="md" />
      <Skeleton height={36} width="60%" mt="md" />
    </Card>
  )
}
