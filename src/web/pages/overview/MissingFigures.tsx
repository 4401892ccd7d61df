import { Anchor } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { usePermission } from '../../hooks/permission.ts'
import { useReason } from '../../hooks/use-reason.ts'
import { useWords } from '../../hooks/use-words.ts'
import type { Kpi } from '../../parts/KpiCard.tsx'
import { kpiWords } from '../../words/kpi-words.ts'
import classes from './MissingFigures.module.css'

/** In one line, which figures cannot be shown and what brings them. */
export function MissingFigures({ figures }: { figures: readonly Kpi[] }) {
  const t = useWords(kpiWords)
  const reason = useReason()
  const mayImport = usePermission('imports:write')
  return (
    <p className={classes.line}>
      {figures.map(({ title, reason: code }) => (
        <span key={title}>
          <strong>{title}</strong> {reason(code)}
        </span>
      ))}
      {mayImport && (
        <Anchor component={Link} to="/data/import" size="sm" className="not-printed">
          {t('to_import')}
        </Anchor>
      )}
    </p>
  )
}
