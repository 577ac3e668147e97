"""What do the rows say of each topic? One file a table, or a few that belong together."""
