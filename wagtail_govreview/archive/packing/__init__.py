"""What stands in a filing package, part by part. Nothing here writes to the database."""
