"""The management report and the workbook."""
