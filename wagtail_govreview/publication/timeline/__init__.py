"""One timeline for each page: drafts, submissions, signatures, publications, and the ledger line behind each.

A page is known by its key (``page_key``), so the timeline outlives the page.
"""
