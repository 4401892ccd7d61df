import { Button, Progress } from '@mantine/core'
import { useState } from 'react'
import type { ImportVerdict, Upload } from '../../hooks/import-types.ts'
import { upload as send } from '../../hooks/upload.ts'
import { useFileFault } from '../../hooks/use-file-fault.ts'
import { useWords } from '../../hooks/use-words.ts'
import { Notice } from '../../parts/Notice.tsx'
import { dataWords } from '../../words/data-words.ts'
import { FileColumns } from './FileColumns.tsx'
import type { Mappings } from './ImportPage.tsx'
import { runImport } from './run-import.ts'
import classes from './ImportPage.module.css'

type Props = {
  upload: Upload
  files: readonly File[]
  mappings: Mappings
  onMappings: (mappings: Mappings) => void
  onUpload: (upload: Upload) => void
  onBack: () => void
  onChecked: (verdict: ImportVerdict) => void
}

/** Every file with its columns as they were understood, each to be corrected; then a check that loads nothing. */
export function ColumnsStep({ upload, files, mappings, onMappings, onUpload, onBack, onChecked }: Props) {
  const t = useWords(dataWords)
  const { fileErrorText } = useFileFault()
  const [share, setShare] = useState<number | null>(null)
  const [error, setError] = useState<unknown>(null)

  async function check() {
    setShare(0)
    setError(null)
    try {
      onChecked(
        await runImport({
          uploadId: upload.upload_id,
          mappings,
          dryRun: true,
          onProgress: ({ progress }) => setShare(progress ?? 0),
        }),
      )
    } catch (failure) {
      setError(failure)
      // a refused upload is not kept by the server: the files are still here
      const again = await send<Upload>('/imports/inspect', files, () => undefined).catch(() => null)
      if (again) onUpload(again)
    } finally {
      setShare(null)
    }
  }

  return (
    <>
      <p className="quiet">{t('columns_text')}</p>
      {upload.files.map((file) => (
        <FileColumns
          key={file.name}
          file={file}
          mapping={mappings[file.name] ?? file.mapping}
          onMapping={(mapping) => onMappings({ ...mappings, [file.name]: mapping })}
        />
      ))}
      {error !== null && (
        <Notice
          manner="worse"
          title={t('failed_title')}
          text={`${fileErrorText(error)} ${t('failed_text')}`}
        />
      )}
      <div className={classes.foot}>
        {share !== null && (
          <div className={classes.progress}>
            <p className={classes.progressText}>{t('checking')}</p>
            <Progress value={share * 100} animated aria-label={t('checking')} />
          </div>
        )}
        <Button variant="default" onClick={onBack}>
          {t('other_files')}
        </Button>
        <Button loading={share !== null} onClick={() => void check()}>
          {t('check')}
        </Button>
      </div>
    </>
  )
}
