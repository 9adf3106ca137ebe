import { makeStyles, tokens } from '@fluentui/react-components';
import { CopyButton } from './copy-button';

const useStyles = makeStyles({
  box: { display: 'flex', flexDirection: 'column', rowGap: '8px', alignItems: 'flex-start' },
  parameter: { whiteSpace: 'nowrap' },
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

/** ` -MaxInboundConnectionPerSource`, without its blank. */
const parameter = /(?<=\s)(-[A-Za-z]\w+)/;

/** A command as it will run, or ran, to read and to copy. */
export function CommandText({ text }: { text: string }) {
  const styles = useStyles();
  return (
    <div className={styles.box}>
      <pre className={styles.text}>
        {/* A line must not end between a parameter's dash and its name. */}
        {text.split(parameter).map((part, index) =>
          index % 2 === 1 ? (
            <span key={index} className={styles.parameter}>
              {part}
            </span>
          ) : (
            part
          ),
        )}
      </pre>
      <CopyButton text={text} />
    </div>
  );
}
