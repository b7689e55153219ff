"""All drafts of the demo site, in the order in which they are brought through the review."""

from sandbox.portal.demo.items_ban import ITEMS as BAN_ITEMS
from sandbox.portal.demo.items_shui import ITEMS as SHUI_ITEMS
from sandbox.portal.demo.items_yin import ITEMS as YIN_ITEMS
from sandbox.portal.demo.shape import ItemData

ITEMS: tuple[ItemData, ...] = (*BAN_ITEMS, *SHUI_ITEMS, *YIN_ITEMS)
