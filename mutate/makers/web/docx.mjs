// The Application as an online editor exports it: headings, paragraphs and plain tables, no content controls.
import { readFileSync, writeFileSync } from "node:fs";
import { Document, HeadingLevel, Packer, Paragraph, Table, TableCell, TableRow, TextRun, WidthType } from "docx";

const lines = (text) =>
  text.split("\n").map((line) => new Paragraph({ children: [new TextRun({ text: line, font: "Arial" })] }));

const shape = ({ kind, text, rows }) => {
  if (kind === "title") return [new Paragraph({ text, heading: HeadingLevel.TITLE })];
  if (kind === "heading") return [new Paragraph({ text, heading: HeadingLevel.HEADING_1 })];
  if (kind === "paragraph") return lines(text);
  const cells = (row) => row.map((cell) => new TableCell({ children: lines(cell) }));
  return [
    new Table({
      width: { size: 100, type: WidthType.PERCENTAGE },
      rows: rows.map((row) => new TableRow({ children: cells(row) })),
    }),
    new Paragraph({}),
  ];
};

const blocks = JSON.parse(readFileSync("blocks.json", "utf8"));
const document = new Document({ sections: [{ children: blocks.flatMap(shape) }] });
writeFileSync(process.argv[2], await Packer.toBuffer(document));
