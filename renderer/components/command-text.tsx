import { makeStyles, tokens } from '@fluentui/react-components';
import { CopyButton } from './copy-button';

const useStyles = makeStyles({
  box: { display: 'flex', flexDirection: 'column', rowGap: '8px', alignItems: 'flex-start' },
  text: {
    margin: 0,
    width: '100%',
    boxSizing: 'border-box',
    padding: '10px 12px',
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    backgroundColor: tokens.colorNeutralBackground3,
    borderRadius: tokens.borderRadiusMedium,
  },
});

/** A command as it will run, or ran, to read and to copy. */
export function CommandText({ text }: { text: string }) {
  const styles = useStyles();
  return (
    <div className={styles.box}>
      <pre className={styles.text}>{text}</pre>
      <CopyButton text={text} />
    </div>
  );
}
