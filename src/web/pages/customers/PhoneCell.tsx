import { CopyButton } from '../../parts/CopyButton.tsx'

/** A phone that can be called or copied; unknown is a dash. */
export function PhoneCell({ phone }: { phone: string | null }) {
  if (phone === null) return '–'
  return (
    <>
      <a href={`tel:${phone.replace(/[^+\d]/g, '')}`}>{phone}</a> <CopyButton value={phone} />
    </>
  )
}
