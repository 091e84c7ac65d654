"""The management report as slides (PPTX), from the same document as the page, the PDF and the workbook."""
