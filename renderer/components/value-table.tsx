import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { Breakable } from './breakable';
import { ScrollBox } from './scroll-box';

const useStyles = makeStyles({
  table: {
    borderCollapse: 'collapse',
    width: '100%',
    fontFamily: tokens.fontFamilyBase,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
  },
  cell: {
    textAlign: 'left',
    verticalAlign: 'top',
    padding: '8px 16px 8px 0',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  head: { fontWeight: tokens.fontWeightSemibold, color: tokens.colorNeutralForeground2, whiteSpace: 'nowrap' },
  row: { fontWeight: tokens.fontWeightRegular },
  break: { overflowWrap: 'break-word' },
  whole: { whiteSpace: 'nowrap' },
});

export type ValueTableProps = {
  caption: string;
  columns: readonly string[];
  /** The first cell of a row is its header. */
  rows: readonly (readonly ReactNode[])[];
  /** How wide each column is, in percent: for tables below each other whose columns shall meet. Left out, the contents decide. */
  widths?: readonly number[];
};

/** A plain table with column and row headers. */
export function ValueTable({ caption, columns, rows, widths }: ValueTableProps) {
  const styles = useStyles();
  return (
    <ScrollBox name={caption}>
      <table className={styles.table} aria-label={caption}>
        <thead>
          <tr>
            {columns.map((column, position) => (
              <th
                key={column}
                scope="col"
                className={mergeClasses(styles.cell, styles.head)}
                {...(widths ? { style: { width: `${widths[position] ?? 0}%` } } : {})}
              >
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells, index) => (
            <tr key={index}>
              {cells.map((cell, position) =>
                position === 0 ? (
                  <th key={position} scope="row" className={mergeClasses(styles.cell, styles.row, styles.break)}>
                    {shown(cell)}
                  </th>
                ) : (
                  <td key={position} className={mergeClasses(styles.cell, isShort(cell) ? styles.whole : styles.break)}>
                    {shown(cell)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

/** A value such as `1 min 20 s` is not to be read in two lines. */
const isShort = (cell: ReactNode) => typeof cell === 'number' || (typeof cell === 'string' && cell.length <= 16);

const shown = (cell: ReactNode) => (typeof cell === 'string' ? <Breakable text={cell} /> : cell);
