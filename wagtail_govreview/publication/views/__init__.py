"""The screens of publication: the register, one entry's story, taking a page offline."""
