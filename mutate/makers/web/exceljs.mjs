// Our blank Record opened, filled and saved by ExcelJS, as a school's web form would do it.
import { readFileSync } from "node:fs";
import ExcelJS from "exceljs";

const book = new ExcelJS.Workbook();
await book.xlsx.readFile("blank.xlsx");
for (const [sheet, cell, value] of JSON.parse(readFileSync("cells.json", "utf8"))) {
  book.getWorksheet(sheet).getCell(cell).value = value.date ? new Date(`${value.date}T00:00:00Z`) : value;
}
await book.xlsx.writeFile(process.argv[2]);
