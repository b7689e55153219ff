"""The stored values that prove nothing, and why. The documentation prints this table, and a test holds the two together."""

UNPROVED = {
    (
        "LedgerLine",
        "id",
    ): "A key of the database's own. A line is named by its chain and number, and nothing points to it.",
    ("SignedAttachment", "id"): "A key of the database's own, to which nothing points.",
    ("Opening", "id"): "A key of the database's own, to which nothing points.",
    ("SerialCounter", "id"): "A key of the database's own, to which nothing points.",
    (
        "SignedContent",
        "created_at",
    ): "When the row was written. The moment of the submission stands in the sheet and in the ledger.",
    ("SignedFile", "created_at"): "When the row was written, as above.",
}
