import { UnstyledButton } from '@mantine/core'
import { useState } from 'react'
import { TreemapChart } from '../../charts/TreemapChart.tsx'
import { useAnswer } from '../../hooks/use-answer.ts'
import { useDrill } from '../../hooks/use-drill.ts'
import { useFilter } from '../../hooks/use-filter.ts'
import { useFormat } from '../../hooks/use-format.ts'
import { useWords } from '../../hooks/use-words.ts'
import { Panel, tableOf } from '../../parts/Panel.tsx'
import { productWords } from '../../words/product-words.ts'
import classes from '../sales/TreePanel.module.css'

export function CategoryTreePanel({ className }: { className?: string }) {
  const t = useWords(productWords)
  const format = useFormat()
  const drill = useDrill()
  const { asked } = useFilter()
  const [open, setOpen] = useState<string | null>(null)
  const categories = useAnswer('categories', asked)
  return (
    <Panel
      className={className}
      title={t('tree')}
      definition={t('tree_about')}
      answer={categories}
      height={380}
      isEmpty={({ items }) => items.length === 0}
      onOrders={() => drill(open === null ? {} : { category: [open] })}
      table={({ items }) =>
        tableOf(
          [
            {
              key: 'category',
              title: t('category'),
              kind: 'text',
              value: (row) => row.category ?? t('unknown'),
            },
            {
              key: 'subcategory',
              title: t('subcategory'),
              kind: 'text',
              value: (row) => row.subcategory ?? t('unknown'),
            },
            { key: 'revenue', title: t('revenue'), kind: 'money', value: (row) => row.revenue },
            { key: 'share', title: t('share'), kind: 'percent', value: (row) => row.share },
          ],
          items.flatMap(({ category, subcategories }) => subcategories.map((sub) => ({ category, ...sub }))),
        )
      }
    >
      {({ items }) => {
        const inside = items.find(({ category }) => category === open)?.subcategories
        const nodes = inside
          ? inside.map((sub) => ({ name: sub.subcategory ?? t('unknown'), value: sub.revenue }))
          : items.map((item) => ({ name: item.category ?? t('unknown'), value: item.revenue }))
        const pick = (name: string) => {
          if (name === t('unknown')) return
          if (open === null) setOpen(name)
          else drill({ category: [open], subcategory: [name] })
        }
        return (
          <div className={classes.box}>
            <nav className={classes.path} aria-label={t('tree')}>
              <UnstyledButton
                className={classes.step ?? ''}
                disabled={open === null}
                onClick={() => setOpen(null)}
              >
                {t('all')}
              </UnstyledButton>
              {open !== null && <span className={classes.step}>{open}</span>}
            </nav>
            <div className={classes.chart}>
              <TreemapChart
                name={t('tree')}
                nodes={nodes}
                show={format.moneyCompact}
                onPick={({ name }) => pick(name)}
              />
            </div>
          </div>
        )
      }}
    </Panel>
  )
}
