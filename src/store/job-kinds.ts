/** What jobs are called that load data, and the one that writes anew what was loaded. */
export const importJobKind = 'import'
export const refreshJobKind = 'refresh-source'
export const restateJobKind = 'rebuild'

/** Nothing is loaded or learnt while facts are being restated: it would come in by the old currency. */
export const exclusiveJobKinds = [restateJobKind] as const
