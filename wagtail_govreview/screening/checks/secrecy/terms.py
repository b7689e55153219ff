"""How long something is secret (保密期限), as marks say it: a time, a day, a condition.

The forms are 密级★保密期限, 密级★解密时间 and 密级★解密条件; times are years, months or 长期.
"""

from __future__ import annotations

_NUMBER = r"(?:[0-9](?: ?[0-9]){0,2}|[〇零一二两三四五六七八九十百半](?: ?[〇零一二三四五六七八九十百]){0,3})"
TIME = rf"(?:{_NUMBER} {{0,3}}(?:年|个? {{0,3}}月|天)|长 {{0,3}}期|永 {{0,3}}久)"
DAY = (
    r"(?:[至到] ?)?(?:19|20)[0-9]{2} ?(?:[年./-] ?[0-9]{1,2} ?(?:[月./-] ?(?:[0-9]{1,2} ?日?)?)?|[0-9]{4}|年)"
    r"(?: ?[前止起])?(?:解密)?"
)
CONDITION = r"[㐀-鿿0-9]{1,20}(?:前|后|时|止|解密)(?:解密)?"
TERM = rf"(?:{DAY}|{TIME}|{CONDITION})"
PLAIN_TERM = rf"(?:{DAY}|{TIME})"
