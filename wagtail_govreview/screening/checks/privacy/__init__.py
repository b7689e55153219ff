"""Checks of personal information: numbers, addresses, and names beside what is nobody's business."""
