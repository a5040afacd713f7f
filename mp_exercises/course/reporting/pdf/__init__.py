"""PDFs by Chromium's own print: tagged, with a title and a language, and no request to anywhere."""
