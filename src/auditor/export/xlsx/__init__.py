"""The audit as an Excel workbook, sheet by sheet."""
