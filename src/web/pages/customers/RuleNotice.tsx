import { Box, Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useWords } from '../../hooks/use-words.ts'
import { Notice } from '../../parts/Notice.tsx'
import { insightWords } from '../../words/insight-words.ts'

/** Says that the figures below are a plain rule's, where it has done better than the model. */
export function RuleNotice({
  model,
  served,
}: {
  model: 'customer-value' | 'churn'
  served: string | undefined
}) {
  const t = useWords(insightWords)
  if (served !== 'rule') return null
  return (
    <Box mb="md">
      <Notice
        title={t('by_rule_title')}
        text={t(model === 'churn' ? 'by_churn_rule' : 'by_value_rule')}
        action={
          <Button component={Link} to={`/models/${model}`} variant="default" size="xs">
            {t('by_rule_link')}
          </Button>
        }
      />
    </Box>
  )
}
