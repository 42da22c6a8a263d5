"""PDF files: pages read by pdfium, put into reading order, and written as one flow."""
