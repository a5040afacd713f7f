"""What is tried against marking, and where it is tested; ``test_stock`` shows that each would work elsewhere.

A submission's notebook that reads hidden tests, opens the gradebook, registers an input transformer, makes
objects that equal everything, hides tracebacks, ends its kernel, or brings outputs of its own:
``test_notebooks``. A record with a million lines, a hundred megabytes in one, deep nesting, NaN, infinities,
huge and negative numbers, ids twice, in conflict or of other people: ``test_records``. Script in every text,
in formgrader, feedback and the marked notebook: ``test_shown``; in reports: ``course/reporting/test_page``.
Links in the place of every file and folder: ``test_links``. Names that are paths, options, formulas or turned
text: ``test_names``; formulas that reach a spreadsheet: ``course/reporting/test_cohort``,
``course/moderating/test_blind``. Archives that climb out, swell or hide files:
``course/collecting/test_refusals``. Forged receipts: ``course/test_receipts``. Sealed keys that were changed:
``course/test_sealing``. A hostile panel's spreadsheet: ``marking/standard/test_sheets``.
"""
