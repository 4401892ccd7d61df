/** The segments of customers: the words of each scheme, what to do for each, and how the schemes map on each other. */

export const segmentSchemes = ['rfm-11', 'clusters-8', 'rules-7', 'filter-4'] as const
export type SegmentScheme = (typeof segmentSchemes)[number]

export const defaultSegmentScheme: SegmentScheme = 'rfm-11'

export const rfm11Segments = [
  'Champions',
  'Loyal',
  'Active',
  'New',
  'Promising',
  'Need Attention',
  'Almost Lost',
  'Previously Loyal',
  'At Risk',
  'Dormant',
  'Prospects',
] as const
export type Rfm11Segment = (typeof rfm11Segments)[number]

export const clusters8Segments = [
  'Champions',
  'Loyal Customers',
  'Potential Loyalists',
  'New Customers',
  'At Risk',
  'Cannot Lose Them',
  'Hibernating',
  'Need Attention',
] as const
export type Clusters8Segment = (typeof clusters8Segments)[number]

/** In the order in which the rules are tried; what no rule takes needs attention. */
export const rules7Segments = [
  'VIP',
  'Champions',
  'Loyal',
  'Promising',
  'At Risk',
  'Hibernating',
  'Lost',
  'Need Attention',
] as const
export type Rules7Segment = (typeof rules7Segments)[number]

export const filter4Segments = ['VIP', 'Regular', 'New', 'At-Risk'] as const
export type Filter4Segment = (typeof filter4Segments)[number]

export type Segment = Rfm11Segment | Clusters8Segment | Rules7Segment | Filter4Segment

export const segmentsOfScheme: Readonly<Record<SegmentScheme, readonly Segment[]>> = {
  'rfm-11': rfm11Segments,
  'clusters-8': clusters8Segments,
  'rules-7': rules7Segments,
  'filter-4': filter4Segments,
}

/** What a merchant should do next; the screens and the proposals put it into words. */
export const segmentActions = [
  'reward',
  'offer_more',
  'build_habit',
  'welcome',
  'ask_second_order',
  'remind',
  'win_back',
  'call_personally',
  'contact_at_low_cost',
  'invite_first_order',
] as const
export type SegmentAction = (typeof segmentActions)[number]

export const actionOfSegment: Readonly<Record<Segment, SegmentAction>> = {
  Champions: 'reward',
  VIP: 'reward',
  Loyal: 'offer_more',
  'Loyal Customers': 'offer_more',
  Active: 'build_habit',
  Regular: 'build_habit',
  'Potential Loyalists': 'build_habit',
  New: 'welcome',
  'New Customers': 'welcome',
  Promising: 'ask_second_order',
  'Need Attention': 'remind',
  'Almost Lost': 'remind',
  'At Risk': 'win_back',
  'At-Risk': 'win_back',
  'Previously Loyal': 'call_personally',
  'Cannot Lose Them': 'call_personally',
  Hibernating: 'contact_at_low_cost',
  Dormant: 'contact_at_low_cost',
  Lost: 'contact_at_low_cost',
  Prospects: 'invite_first_order',
}

/** What is meant for who stays comes too late for who is leaving. */
const insteadAtRisk: Partial<Record<SegmentAction, SegmentAction>> = {
  reward: 'call_personally',
  offer_more: 'call_personally',
  build_habit: 'win_back',
  welcome: 'ask_second_order',
}

/** What to do about a customer who is more likely to leave than to stay. */
export function actionAtRisk(segment: Segment): SegmentAction {
  const action = actionOfSegment[segment]
  return insteadAtRisk[action] ?? action
}

type MappingRow = {
  'rfm-11': Rfm11Segment
  'clusters-8': Clusters8Segment
  'rules-7': Rules7Segment
  'filter-4': Filter4Segment
}

/** Segments of like meaning; the first row that names a segment is its translation. */
export const segmentMapping: readonly MappingRow[] = [
  { 'rfm-11': 'Champions', 'clusters-8': 'Champions', 'rules-7': 'VIP', 'filter-4': 'VIP' },
  { 'rfm-11': 'Loyal', 'clusters-8': 'Loyal Customers', 'rules-7': 'Champions', 'filter-4': 'Regular' },
  { 'rfm-11': 'Active', 'clusters-8': 'Potential Loyalists', 'rules-7': 'Loyal', 'filter-4': 'Regular' },
  { 'rfm-11': 'New', 'clusters-8': 'New Customers', 'rules-7': 'Promising', 'filter-4': 'New' },
  { 'rfm-11': 'Promising', 'clusters-8': 'New Customers', 'rules-7': 'Promising', 'filter-4': 'New' },
  {
    'rfm-11': 'Need Attention',
    'clusters-8': 'Need Attention',
    'rules-7': 'Need Attention',
    'filter-4': 'Regular',
  },
  { 'rfm-11': 'At Risk', 'clusters-8': 'At Risk', 'rules-7': 'At Risk', 'filter-4': 'At-Risk' },
  {
    'rfm-11': 'Previously Loyal',
    'clusters-8': 'Cannot Lose Them',
    'rules-7': 'At Risk',
    'filter-4': 'At-Risk',
  },
  {
    'rfm-11': 'Almost Lost',
    'clusters-8': 'Need Attention',
    'rules-7': 'Need Attention',
    'filter-4': 'Regular',
  },
  { 'rfm-11': 'Dormant', 'clusters-8': 'Hibernating', 'rules-7': 'Hibernating', 'filter-4': 'At-Risk' },
  { 'rfm-11': 'Dormant', 'clusters-8': 'Hibernating', 'rules-7': 'Lost', 'filter-4': 'At-Risk' },
]

/** The segment of another scheme with the nearest meaning; undefined for Prospects, whom only one scheme knows. */
export function mapSegment(segment: Segment, from: SegmentScheme, to: SegmentScheme): Segment | undefined {
  if (from === to) return segment
  return segmentMapping.find((row) => row[from] === segment)?.[to]
}

const plain = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '')

/** Reads a segment however it is written: `at_risk`, `At-Risk`, `AT RISK`. */
export function findSegment(text: string, scheme: SegmentScheme): Segment | undefined {
  return segmentsOfScheme[scheme].find((segment) => plain(segment) === plain(text))
}
