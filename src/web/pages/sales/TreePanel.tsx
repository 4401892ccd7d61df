import { UnstyledButton } from '@mantine/core'
import { useMemo, useState } from 'react'
import { TreemapChart } from '../../charts/TreemapChart.tsx'
import type { TreeNode } from '../../charts/TreemapChart.tsx'
import type { Reply } from '../../hooks/answers.ts'
import type { ViewFilter } from '../../hooks/filter.ts'
import { useAnswer } from '../../hooks/use-answer.ts'
import { useDrill } from '../../hooks/use-drill.ts'
import { useFilter } from '../../hooks/use-filter.ts'
import { useFormat } from '../../hooks/use-format.ts'
import { useWords } from '../../hooks/use-words.ts'
import { Panel, tableOf } from '../../parts/Panel.tsx'
import { salesWords } from '../../words/sales-words.ts'
import classes from './TreePanel.module.css'

type Tree = Reply<'geo-tree'>['items']
type Leaf = {
  country: string | null
  city: string | null
  rest: boolean
  category: string | null
  revenue: number
}

/** Country, in it city, in it category; the path above leads back. */
export function TreePanel({ className }: { className?: string }) {
  const t = useWords(salesWords)
  const format = useFormat()
  const drill = useDrill()
  const { asked } = useFilter()
  const tree = useAnswer('geo-tree', asked)
  const [path, setPath] = useState<readonly string[]>([])
  const named = useMemo(
    () => namedTree(tree.data?.items ?? [], { unknown: t('unknown'), rest: t('other_cities') }),
    [tree.data, t],
  )
  const nodes = useMemo(() => nodesAt(named, path), [named, path])
  const step = (name: string) => {
    const next = [...path, name]
    if (next.length < 3) return setPath(next)
    drill(filterOf(next, t('unknown'), t('other_cities')))
  }
  return (
    <Panel
      className={className}
      title={t('tree')}
      definition={t('tree_about')}
      answer={tree}
      height={420}
      isEmpty={({ items }) => items.length === 0}
      onOrders={() => drill(filterOf(path, t('unknown'), t('other_cities')))}
      table={({ items }) =>
        tableOf<Leaf>(
          [
            {
              key: 'country',
              title: t('country'),
              kind: 'text',
              value: (leaf) => leaf.country ?? t('unknown'),
            },
            {
              key: 'city',
              title: t('city'),
              kind: 'text',
              value: (leaf) => (leaf.rest ? t('other_cities') : (leaf.city ?? t('unknown'))),
            },
            {
              key: 'category',
              title: t('category'),
              kind: 'text',
              value: (leaf) => leaf.category ?? t('unknown'),
            },
            { key: 'revenue', title: t('revenue'), kind: 'money', value: (leaf) => leaf.revenue },
          ],
          leavesOf(items),
        )
      }
    >
      {() => (
        <div className={classes.box}>
          <nav className={classes.path} aria-label={t('tree')}>
            {[t('world'), ...path].map((name, depth) => (
              <UnstyledButton
                key={`${depth} ${name}`}
                className={classes.step ?? ''}
                disabled={depth === path.length}
                onClick={() => setPath(path.slice(0, depth))}
              >
                {name}
              </UnstyledButton>
            ))}
          </nav>
          <div className={classes.chart}>
            <TreemapChart
              name={t('tree')}
              nodes={nodes}
              show={format.moneyCompact}
              onPick={({ name }) => step(name)}
            />
          </div>
        </div>
      )}
    </Panel>
  )
}

function namedTree(items: Tree, words: { unknown: string; rest: string }): TreeNode[] {
  return items.map((country) => ({
    name: country.country ?? words.unknown,
    value: country.revenue,
    children: country.cities.map((city) => ({
      name: city.rest ? words.rest : (city.city ?? words.unknown),
      value: city.revenue,
      children: city.categories.map((category) => ({
        name: category.category ?? words.unknown,
        value: category.revenue,
      })),
    })),
  }))
}

/** What lies under a path; areas cannot show what is returned more than it is sold. */
function nodesAt(nodes: TreeNode[], path: readonly string[]): TreeNode[] {
  const found = path.reduce<TreeNode[]>(
    (level, name) => level.find((node) => node.name === name)?.children ?? [],
    nodes,
  )
  return found.filter(({ value }) => value > 0)
}

function leavesOf(items: Tree): Leaf[] {
  return items.flatMap(({ country, cities }) =>
    cities.flatMap(({ city, rest, categories }) =>
      categories.map(({ category, revenue }) => ({ country, city, rest, category, revenue })),
    ),
  )
}

function filterOf(path: readonly string[], unknown: string, rest: string): ViewFilter {
  const names = ['country', 'city', 'category'] as const
  return Object.fromEntries(
    path.flatMap((value, depth) => (value === unknown || value === rest ? [] : [[names[depth], [value]]])),
  )
}
