"""What is already live is checked again: in pieces, in the background; each new finding becomes an item of a list."""
