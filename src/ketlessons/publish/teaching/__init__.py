"""What do the tables say to teachers? Plans with minutes, misconceptions, core concepts and curricula, as Markdown."""
