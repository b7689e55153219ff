"""The demo site: three organs, their people and their drafts, as plain data, and what builds them.

``items``, ``units`` and ``people`` hold the data, ``build`` makes the site from it. The review data
of the items (class, source, …) stands here because the clerk would know it; the sandbox itself makes
nothing of it.
"""
