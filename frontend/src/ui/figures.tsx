/** Figures as a table, which scrolls where it is wider than the page. */

export interface Grid {
  heads: string[];
  rows: string[][];
  more: string;
}

export const Figures = ({ title, grid }: { title: string; grid: Grid }) => (
  <>
    <div class="scroll" tabIndex={0} role="region" aria-label={title}>
      <table>
        <caption class="vh">{title}</caption>
        <thead>
          <tr>
            {grid.heads.map((head, place) => (
              <th key={place} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {grid.rows.map((row, number) => (
            <tr key={number}>
              {row.map((cell, place) =>
                place === 0 && row.length > 1 ? (
                  <th key={place} scope="row">
                    {cell}
                  </th>
                ) : (
                  <td key={place}>{cell}</td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
    {grid.more && <p class="hint">{grid.more}</p>}
  </>
);
