// A school's own export written by SheetJS: values under headings, no styles, no defined names.
import { readFileSync } from "node:fs";
import * as XLSX from "xlsx";

const book = XLSX.utils.book_new();
const shape = (value) => {
  if (value === null) return null;
  // SheetJS keeps a date as a day count with a format.
  if (value.date) return { t: "n", v: Date.parse(`${value.date}T00:00:00Z`) / 86400000 + 25569, z: "dd/mm/yyyy" };
  return value;
};
for (const { name, rows } of JSON.parse(readFileSync("sheets.json", "utf8"))) {
  XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(rows.map((row) => row.map(shape))), name);
}
const { writeFileSync } = await import("node:fs");
writeFileSync(process.argv[2], XLSX.write(book, { type: "buffer", bookType: "xlsx", bookSST: true, compression: true }));
