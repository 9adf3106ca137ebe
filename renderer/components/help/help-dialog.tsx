import { Dialog, Input, makeStyles, Subtitle2, Text, tokens } from '@fluentui/react-components';
import { SearchRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { helpSections, searchHelp } from '../../../shared/help/sections';
import { Breakable } from '../breakable';
import { narrow } from '../narrow';
import { ReadingDialog } from '../reading-dialog';

const useStyles = makeStyles({
  surface: { maxWidth: '860px', width: '90vw' },
  content: { display: 'flex', flexDirection: 'column', rowGap: '12px' },
  search: { width: '100%' },
  list: {
    height: '52vh',
    overflowY: 'auto',
    display: 'flex',
    flexDirection: 'column',
    rowGap: '20px',
    paddingRight: '8px',
  },
  entries: {
    margin: '8px 0 0',
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 260px) minmax(0, 1fr)',
    gap: '10px 20px',
    [narrow]: { gridTemplateColumns: 'minmax(0, 1fr)', rowGap: '2px' },
  },
  name: { margin: 0, fontWeight: tokens.fontWeightSemibold },
  meaning: { margin: 0, [narrow]: { marginBottom: '12px' } },
});

/** What every attribute, column, cause and word means, to be searched; nothing of it is looked up anywhere else. */
export function HelpDialog({ onClose }: { onClose: () => void }) {
  const styles = useStyles();
  const [wanted, setWanted] = useState('');
  const found = searchHelp(helpSections, wanted);
  const count = found.reduce((sum, { entries }) => sum + entries.length, 0);
  return (
    <Dialog open onOpenChange={(_event, data) => !data.open && onClose()}>
      <ReadingDialog title="Help" className={styles.surface} contentClass={styles.content}>
        <Input
          className={styles.search}
          contentBefore={<SearchRegular />}
          type="search"
          aria-label="Search the help"
          placeholder="An attribute, a column, a reply, a word"
          value={wanted}
          onChange={(_event, data) => setWanted(data.value)}
        />
        <Text size={200} role="status">
          {count === 0
            ? `Nothing is written here about “${wanted.trim()}”.`
            : count === 1
              ? '1 entry'
              : `${count} entries`}
        </Text>
        <div className={styles.list} tabIndex={0} role="region" aria-label="What was found">
          {found.map(({ title, entries }) => (
            <section key={title} aria-label={title}>
              <Subtitle2 as="h3">{title}</Subtitle2>
              <dl className={styles.entries}>
                {entries.map(({ name, meaning }) => (
                  <HelpEntryRow key={name} name={name} meaning={meaning} />
                ))}
              </dl>
            </section>
          ))}
        </div>
      </ReadingDialog>
    </Dialog>
  );
}

function HelpEntryRow({ name, meaning }: { name: string; meaning: string }) {
  const styles = useStyles();
  return (
    <>
      <dt className={styles.name}>
        <Breakable text={name} />
      </dt>
      <dd className={styles.meaning}>
        <Breakable text={meaning} />
      </dd>
    </>
  );
}
