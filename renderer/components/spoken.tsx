import { makeStyles } from '@fluentui/react-components';

const useStyles = makeStyles({
  spoken: { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' },
});

/** Text for those who hear the page: read out when it changes, as long as this stays on the page. */
export function Spoken({ text }: { text: string }) {
  const styles = useStyles();
  return (
    <div aria-live="polite" className={styles.spoken}>
      {text}
    </div>
  );
}
