import { Button, Menu } from '@mantine/core'
import { useState } from 'react'
import { saveFromServer } from '../../hooks/save-file.ts'
import { useErrorText } from '../../hooks/use-error-text.ts'
import { useWords } from '../../hooks/use-words.ts'
import { IconDownload } from '../../parts/icons.ts'
import { toast } from '../../parts/toast.ts'
import { dataWords } from '../../words/data-words.ts'

const formats = [
  ['csv', 'export_csv'],
  ['parquet', 'export_parquet'],
] as const

/** Taking everything along: every table in one zip. */
export function ExportMenu() {
  const t = useWords(dataWords)
  const errorText = useErrorText()
  const [saving, setSaving] = useState(false)
  async function save(format: 'csv' | 'parquet') {
    setSaving(true)
    try {
      await saveFromServer('/export/data', { format }, 'trastienda.zip')
    } catch (error) {
      void toast({ message: `${t('export_failed')}. ${errorText(error)}`, manner: 'failed' })
    } finally {
      setSaving(false)
    }
  }
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" loading={saving} leftSection={<IconDownload size={16} stroke={1.6} />}>
          {t('export_all')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {formats.map(([format, word]) => (
          <Menu.Item key={format} onClick={() => void save(format)}>
            {t(word)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
