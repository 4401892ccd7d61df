import '@mantine/dropzone/styles.css'
import { Button, Progress } from '@mantine/core'
import { Dropzone } from '@mantine/dropzone'
import { useState } from 'react'
import type { Upload } from '../../hooks/import-types.ts'
import { upload } from '../../hooks/upload.ts'
import { useFileFault } from '../../hooks/use-file-fault.ts'
import { useWords } from '../../hooks/use-words.ts'
import { IconUpload } from '../../parts/icons.ts'
import { Notice } from '../../parts/Notice.tsx'
import { dataWords } from '../../words/data-words.ts'
import classes from './ImportPage.module.css'

type Props = { files: readonly File[]; onFiles: (files: File[]) => void; onRead: (read: Upload) => void }

export function FilesStep({ files, onFiles, onRead }: Props) {
  const t = useWords(dataWords)
  const { fileErrorText } = useFileFault()
  const [share, setShare] = useState<number | null>(null)
  const [error, setError] = useState<unknown>(null)

  async function send(chosen: File[]) {
    onFiles(chosen)
    setError(null)
    setShare(0)
    try {
      onRead(await upload<Upload>('/imports/inspect', chosen, setShare))
    } catch (failure) {
      setError(failure)
    } finally {
      setShare(null)
    }
  }

  if (share !== null) {
    const sending =
      files.length === 1
        ? t('uploading', { name: files[0].name })
        : t('uploading_many', { count: files.length })
    return (
      <div className={classes.card}>
        <p className={classes.progressText}>{share < 1 ? sending : t('reading')}</p>
        <Progress value={share * 100} animated={share >= 1} aria-label={sending} />
      </div>
    )
  }
  return (
    <>
      {error !== null && (
        <Notice
          manner="worse"
          title={t('upload_failed')}
          text={fileErrorText(error)}
          action={
            <Button variant="default" onClick={() => void send([...files])}>
              {t('try_again')}
            </Button>
          }
        />
      )}
      <Dropzone
        onDrop={(chosen) => void send(chosen)}
        multiple
        aria-label={t('drop_title')}
        unstyled
        classNames={{ root: classes.drop ?? '', inner: classes.dropInner ?? '' }}
        inputProps={{ 'aria-label': t('choose_files') }}
      >
        <IconUpload size={28} stroke={1.4} />
        <p className={classes.dropTitle}>{t('drop_title')}</p>
        <p className={classes.dropText}>{t('drop_text')}</p>
        <Button component="span" variant="light" tabIndex={-1}>
          {t('choose_files')}
        </Button>
      </Dropzone>
    </>
  )
}
