"""Destruction (销毁) of what its retention lets go (rule, chapter 五): inventory, verb, listing."""

from wagtail_govreview.archive.destruction.destroy import destroy
from wagtail_govreview.archive.destruction.inventory import Inventory, take_inventory

__all__ = ["Inventory", "destroy", "take_inventory"]
