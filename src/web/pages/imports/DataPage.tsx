import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { usePermission } from '../../hooks/permission.ts'
import { useAnswer } from '../../hooks/use-answer.ts'
import { useFormat } from '../../hooks/use-format.ts'
import { useWords } from '../../hooks/use-words.ts'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { Grid } from '../../parts/Grid.tsx'
import { IconUpload } from '../../parts/icons.ts'
import { PageAction } from '../../parts/PageAction.tsx'
import { Panel } from '../../parts/Panel.tsx'
import { dataWords } from '../../words/data-words.ts'
import { DataTabs } from '../sources/DataTabs.tsx'
import { ExportMenu } from './ExportMenu.tsx'
import { ImportHistory } from './ImportHistory.tsx'
import { Verdict } from './Verdict.tsx'

/** What the figures rest on: how good the data is, and what was imported when. */
export function DataPage() {
  const t = useWords(dataWords)
  const format = useFormat()
  const mayImport = usePermission('imports:write')
  const quality = useAnswer('data-quality', {})
  const button = mayImport && (
    <Button component={Link} to="/data/import" leftSection={<IconUpload size={16} stroke={1.6} />}>
      {t('import')}
    </Button>
  )
  if (quality.data && quality.data.imports === 0) {
    return (
      <>
        <DataTabs />
        <EmptyState title={t('none_yet')} text={t('none_yet_text')} action={button} />
      </>
    )
  }
  return (
    <>
      <PageAction>
        <ExportMenu />
        {button}
      </PageAction>
      <DataTabs />
      <Grid>
        <Panel title={t('quality_title')} definition={t('quality_about')} answer={quality} height="auto">
          {({ verdict, last_day }) => (
            <>
              {verdict ? <Verdict verdict={verdict} /> : <p>{t('demo')}</p>}
              {last_day && <p className="quiet">{t('days_old', { day: format.dayWithYear(last_day) })}</p>}
            </>
          )}
        </Panel>
        <ImportHistory />
      </Grid>
    </>
  )
}
