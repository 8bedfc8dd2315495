// Rows of cells as text (fields between tabs, quoted where they hold tabs or ends of lines, as spreadsheets write
// them) made into a table, which word processors and mail programs take.

function cellsOf(text) {
  const rows = [[]];
  const field = /(?:"((?:[^"]|"")*)"|([^\t\r\n]*))(\t|\r\n?|\n|$)/y;
  while (field.lastIndex < text.length) {
    const [, quoted, plain, end] = field.exec(text);  // matches anywhere: text that is quoted badly counts as plain
    rows.at(-1).push(quoted?.replaceAll('""', '"') ?? plain);
    if (end !== '\t' && field.lastIndex < text.length) rows.push([]);
  }
  return rows;
}

const kEscapes = {'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\n': '<br>'};
const escaped = (text) => text.replace(/[&<>"\n]/g, (letter) => kEscapes[letter]);

// Nothing for text that is no table.
export function tableOf(text) {
  if (!text.includes('\t')) return undefined;
  const rows = cellsOf(text).map((cells) => `<tr>${cells.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`);
  return `<meta charset="utf-8"><table>${rows.join('')}</table>`;
}
