import { Button, Checkbox, MultiSelect } from '@mantine/core'
import { useState } from 'react'
import { usePermission } from '../../hooks/permission.ts'
import { textsOf } from '../../hooks/search.ts'
import { useAnswer } from '../../hooks/use-answer.ts'
import { useColumns } from '../../hooks/use-columns.ts'
import { useChoice, useSearchChange, useSearchValues } from '../../hooks/use-filter.ts'
import { useList } from '../../hooks/use-list.ts'
import { useWords } from '../../hooks/use-words.ts'
import { ColumnPicker } from '../../parts/ColumnPicker.tsx'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { IconPlus } from '../../parts/icons.ts'
import { ListBody } from '../../parts/ListBody.tsx'
import { PageAction } from '../../parts/PageAction.tsx'
import { RecordMenu } from '../../parts/RecordMenu.tsx'
import { SearchField } from '../../parts/SearchField.tsx'
import { Toolbar } from '../../parts/Toolbar.tsx'
import { productWords } from '../../words/product-words.ts'
import { recordWords } from '../../words/record-words.ts'
import { useProductColumns } from './product-columns.tsx'
import type { ProductRow } from './product-columns.tsx'
import { ProductForm } from './ProductForm.tsx'
import { ProductTabs } from './ProductTabs.tsx'
import { useProductActions } from './use-product-actions.ts'

export function ProductsPage() {
  const t = useWords(productWords)
  const record = useWords(recordWords)
  const list = useList('-revenue')
  const mayEdit = usePermission('catalogue:write')
  const category = textsOf(useSearchValues().category)
  const changeSearch = useSearchChange()
  const [archived, setArchived] = useChoice('archived', ['no', 'yes'], 'no')
  const [edited, setEdited] = useState<ProductRow | 'new' | null>(null)
  const columns = useProductColumns()
  const choice = useColumns('products', columns)
  const actions = useProductActions()
  const facets = useAnswer('facets', { period: 'all_time', limit: 200 })
  const products = useAnswer('products', {
    limit: list.limit,
    offset: list.offset,
    sort: list.sort,
    ...(list.search ? { search: list.search } : {}),
    ...(category.length > 0 ? { category } : {}),
    ...(archived === 'yes' ? { include_archived: true } : {}),
  })
  const narrowed = list.search !== '' || category.length > 0

  return (
    <>
      {mayEdit && (
        <PageAction>
          <Button leftSection={<IconPlus size={16} />} onClick={() => setEdited('new')}>
            {t('add')}
          </Button>
        </PageAction>
      )}
      <ProductTabs />
      <Toolbar end={<ColumnPicker columns={columns} {...choice} />}>
        <SearchField value={list.search} placeholder={t('search')} onChange={list.setSearch} />
        <MultiSelect
          aria-label={t('category')}
          placeholder={category.length === 0 ? t('all_categories') : ''}
          data={facets.data?.facets.category.map(({ value }) => value) ?? category}
          value={category}
          onChange={(next) => changeSearch({ category: next.length > 0 ? next : undefined, from: undefined })}
          searchable
          clearable
          miw={180}
        />
        <Checkbox
          label={record('with_archived')}
          checked={archived === 'yes'}
          onChange={(event) => setArchived(event.currentTarget.checked ? 'yes' : 'no')}
        />
      </Toolbar>
      <ListBody
        label={t('catalogue')}
        maxHeight="max(320px, calc(100dvh - 284px))"
        answer={products}
        list={list}
        columns={choice.shown}
        rowKey={(row) => row.product_id}
        rowLink={(row) => ({ to: `/products/${encodeURIComponent(row.product_id)}` })}
        {...(mayEdit && {
          rowActions: (row: ProductRow) => (
            <RecordMenu
              name={row.product_name ?? row.product_id}
              archived={row.archived_at !== null}
              onEdit={() => setEdited(row)}
              onArchive={() => actions.archive(row)}
              onRestore={() => actions.restore(row)}
            />
          ),
        })}
        empty={
          narrowed ? (
            <EmptyState title={record('none_found')} />
          ) : (
            <EmptyState title={t('empty_title')} text={t('empty')} />
          )
        }
      />
      {edited !== null && (
        <ProductForm {...(edited === 'new' ? {} : { product: edited })} onClose={() => setEdited(null)} />
      )}
    </>
  )
}
