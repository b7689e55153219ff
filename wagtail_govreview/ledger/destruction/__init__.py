"""Legal destruction (销毁): the one way by which evidence leaves the database, and what is known of it afterwards."""
