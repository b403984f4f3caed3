import {
  Alert,
  Button,
  Group,
  Icon,
  LineGrid,
  notifyDone,
  ProblemNotice,
  Skeleton,
  Stack,
  useCommand,
  useRead,
  useUiTexts,
} from '@lumbung/ui'
import { useEffect, useRef, useState } from 'react'
import { listProducts, readSite, replaceCapacities, type Site } from '../../contract/index.ts'
import { useFuelTexts } from '../texts/use-fuel-texts.ts'
import { CapacityTable } from './CapacityTable.tsx'
import { type CapacityLine, capacitiesOf, faultsOf, linesOf } from './capacity-lines.ts'

/** Where nothing was said yet, there is a line to begin with. */
const EMPTY_LINE: CapacityLine = { key: 'new-0', product: null, capacityLitres: null, tanks: null }

/** The table of capacities as a grid. All lines are saved together: what is not in it any more is taken away. */
export function CapacityEditor({ site, onClose }: { site: Site; onClose: () => void }) {
  const t = useFuelTexts()
  const ui = useUiTexts()
  const products = useRead(listProducts, {})
  const { refetch } = useRead(readSite, { id: site.id })
  const saving = useCommand(replaceCapacities)
  const [lines, setLines] = useState<readonly CapacityLine[]>(() => {
    const present = linesOf(site)
    return present.length > 0 ? present : [EMPTY_LINE]
  })
  // Of the site as it was when editing began: what others save meanwhile must be told, not written over.
  const [version, setVersion] = useState(site.version)
  const [unreadable, setUnreadable] = useState(0)
  const [hasTried, setTried] = useState(false)
  const added = useRef(0)
  const faults = faultsOf(lines)
  const isStale = saving.problem?.status === 412
  const save = async () => {
    setTried(true)
    if (unreadable > 0 || Object.keys(faults).length > 0) return
    const done = await saving.run({ id: site.id, capacities: capacitiesOf(lines) }, { ifMatch: version })
    if (done === null) return
    notifyDone(t('site.capacities_saved'))
    onClose()
  }
  useEffect(() => {
    if (!isStale) return
    // The other change is shown; who saves once more then does so knowing of it.
    void refetch().then(({ data }) => data && setVersion(data.version))
  }, [isStale, refetch])
  if (products.error) {
    return <ProblemNotice problem={products.error} onRetry={() => void products.refetch()} />
  }
  if (!products.data) return <Skeleton height={160} />
  return (
    <Stack gap="sm">
      {isStale && (
        <Alert color="orange" icon={<Icon name="alert" />} role="alert" title={t('site.capacities_stale')}>
          {site.capacities.length > 0 && <CapacityTable site={site} />}
        </Alert>
      )}
      {saving.problem && !isStale && <ProblemNotice problem={saving.problem} />}
      <LineGrid
        label={t('site.capacities')}
        lines={lines}
        keyOf={({ key }) => key}
        newLine={() => {
          added.current += 1
          return { ...EMPTY_LINE, key: `new-${added.current}` }
        }}
        onChange={(changed, cells) => {
          setLines(changed)
          setUnreadable(cells.unreadable)
        }}
        columns={[
          {
            id: 'product',
            header: t('site.product'),
            kind: 'choice',
            choices: products.data.data
              .filter((product) => product.status === 'active' || isHeld(site, product.code))
              .map(({ code, name }) => ({ value: code, label: name })),
          },
          { id: 'capacityLitres', header: t('site.capacity'), kind: 'number', unit: 'L', decimals: 2 },
          { id: 'tanks', header: t('site.tanks'), kind: 'number', decimals: 0 },
        ]}
        {...(hasTried ? { problems: inWords(faults, (fault) => t(`site.${fault}`)) } : {})}
      />
      <Group gap="xs">
        <Button onClick={() => void save()} loading={saving.isRunning}>
          {t('site.capacities_save')}
        </Button>
        <Button variant="default" onClick={onClose}>
          {ui('action.cancel')}
        </Button>
      </Group>
    </Stack>
  )
}

/** A product that is no longer active keeps the capacity that it has. */
function isHeld({ capacities }: Site, code: string): boolean {
  return capacities.some(({ product }) => product.code === code)
}

function inWords(
  faults: ReturnType<typeof faultsOf>,
  say: (fault: NonNullable<ReturnType<typeof faultsOf>[string]['product']>) => string,
): Record<string, Record<string, string>> {
  return Object.fromEntries(
    Object.entries(faults).map(([key, columns]) => [
      key,
      Object.fromEntries(Object.entries(columns).map(([column, fault]) => [column, say(fault)])),
    ]),
  )
}
