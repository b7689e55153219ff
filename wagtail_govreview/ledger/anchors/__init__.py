"""Heads of the chains, given outside: what stands before a head that somebody else keeps cannot be rewritten unseen."""
