import type { Same } from "../same";
import type zh from "../zh/reports";

const reports: Same<typeof zh> = {
  nav: "White paper",
  title: "White paper and data",
  lead: "Turns the talent map of an edition into a white paper, a workbook and open data, ready to be published.",
  write: "Write a report",
  edition: "Edition",
  language: "Language",
  in: { zh: "Chinese", en: "English" },
  begin: "Write the report",
  writing: "Writing the report",
  drawing: "Drawing the talent map",
  undrawn: "The report describes the talent map. Draw the map first; it takes a few seconds.",
  drawAndWrite: "Draw the map and write the report",
  part: { paper: "White paper", workbook: "Workbook", data: "Open data", all: "All files" },
  ending: { paper: "PDF", workbook: "XLSX" },
  about: {
    paper: "PDF for print: findings, charts and method",
    workbook: "XLSX to filter: a sheet for each table",
    data: "CSV and JSON with a dictionary and checksums",
    all: "With open data, charts and checksums",
  },
  take: "Download: {what}",
  files: "{n} files",
  recent: "Recent reports",
  noneTitle: "No reports yet",
  none: "Reports stay here and can be downloaded again at any time.",
};
export default reports;
