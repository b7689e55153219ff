"""The guard: triggers by which the database itself refuses to change or delete evidence.

Whatever reaches the tables (SQL, a queryset that goes round the models, another program) is refused row by row.
``evidence`` says what is guarded, one module for each kind of database how, ``standing`` puts it up and looks after it.
"""

from wagtail_govreview.ledger.guard.standing import faults, install, lift, tables_on

__all__ = ["faults", "install", "lift", "tables_on"]
