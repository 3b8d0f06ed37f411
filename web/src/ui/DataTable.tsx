import type { ReactNode } from "react";
import "./table.css";

export interface Column<Row> {
  readonly name: string;
  readonly head: string;
  readonly cell: (row: Row) => ReactNode;
  /** What a row is known by: the heading of its card on phones. One column has it. */
  readonly isKey?: boolean;
  /** Figures stand under each other; actions at the end have no heading that is seen. */
  readonly kind?: "figures" | "actions";
}

interface DataTableProps<Row> {
  readonly caption: ReactNode;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
}

/** A table, of which each row becomes a card on phones. The roles keep it a table for readers by ear in either form. */
export function DataTable<Row>({ caption, columns, rows, keyOf }: DataTableProps<Row>) {
  return (
    <table className="table" role="table">
      <caption className="only-read">{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map(({ name, head, kind }) => (
            <th key={name} scope="col" role="columnheader" data-kind={kind}>
              {kind === "actions" ? <span className="only-read">{head}</span> : head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <tr key={keyOf(row)} role="row">
            {columns.map((column) => (
              <Cell key={column.name} column={column} row={row} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cell<Row>({ column: { head, cell, isKey, kind }, row }: { readonly column: Column<Row>; readonly row: Row }) {
  if (isKey === true)
    return (
      <th scope="row" role="rowheader">
        {cell(row)}
      </th>
    );
  return (
    <td role="cell" data-head={head} data-kind={kind}>
      <div className="table-cell">{cell(row)}</div>
    </td>
  );
}
